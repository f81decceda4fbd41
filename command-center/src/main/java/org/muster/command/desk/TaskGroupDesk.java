package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.Sealed;
import org.muster.command.store.Sql;
import org.muster.command.store.TaskGroupStore;
import org.muster.command.store.TaskGroupStore.Kept;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.duty.TaskGroup;
import org.muster.model.duty.TaskGroupId;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.Json;

/** Keeps the groups of a command post (专班): who is in them, and for what. */
public final class TaskGroupDesk {
  private final Counter counter;
  private final Vault vault;

  public TaskGroupDesk(Counter counter, Vault vault) {
    this.counter = counter;
    this.vault = vault;
  }

  /** Forms a group; its name is not that of another one of the command post. */
  public JsonNode form(Envelope envelope, TaskGroup group) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          var id = new TaskGroupId(UUID.randomUUID());
          if (!TaskGroupStore.add(work.tx(), kept(id, area(by), group, 1), by.id())) {
            throw taken();
          }
          return Map.of("id", id, "version", 1);
        });
  }

  /** Replaces what is said of a group. */
  public JsonNode change(Envelope envelope, TaskGroupId id, int version, TaskGroup group) {
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          Kept to = kept(id, find(work.tx(), by, id).area(), group, version);
          if (TaskGroupStore.isTaken(work.tx(), to)) {
            throw taken();
          }
          if (!TaskGroupStore.change(work.tx(), to, by.id())) {
            throw new RefusedException(Refusal.VERSION_MISMATCH);
          }
          return Map.of("id", id, "version", version + 1);
        });
  }

  /** Dissolves a group; nothing is kept of its members. */
  public JsonNode dissolve(Envelope envelope, TaskGroupId id) {
    return counter.handle(
        envelope,
        work -> {
          Kept group = find(work.tx(), envelope.principal(), id);
          TaskGroupStore.remove(work.tx(), group.id());
          return Map.of("id", id);
        });
  }

  private Kept kept(TaskGroupId id, AreaCode area, TaskGroup group, int version) {
    var members = Sealed.of(vault.seal(Json.bytes(group.members())));
    return new Kept(id, area, group.name(), group.duty(), members, version);
  }

  private static Kept find(Sql tx, Principal by, TaskGroupId id) {
    return TaskGroupStore.find(tx, id)
        .filter(group -> group.area().equals(area(by)))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static RefusedException taken() {
    return RefusedException.invalid("name", "taken");
  }

  private static AreaCode area(Principal by) {
    return by.area().orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
