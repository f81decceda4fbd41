package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.MergeStore;
import org.muster.command.store.MergeStore.Image;
import org.muster.command.store.MergeStore.Merge;
import org.muster.command.store.RosterStore;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.store.RosterStore.Wishes;
import org.muster.command.store.RosterStore.Written;
import org.muster.command.store.Sql;
import org.muster.model.Decision;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.registry.RosterEvent;
import org.muster.model.registry.RosterEvent.MergeUndone;
import org.muster.model.registry.RosterEvent.VolunteersMerged;
import org.muster.model.roster.Merging;
import org.muster.model.roster.Volunteer;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/**
 * Makes two records of one person one, and takes it back.
 *
 * <p>Nothing of the past is rewritten: offers and services stay where they were made, and count for
 * the record that goes on. The other record keeps its ID number, so that a list in which the person
 * stands with it again changes that record and adds nobody.
 */
public final class MergeDesk {
  private final Counter counter;

  public MergeDesk(Counter counter) {
    this.counter = counter;
  }

  /** What the record that goes on said before; enough to say it again. */
  private record Before(Volunteer rules, Written written, Wishes wishes) {}

  /** Merges a duplicate into the record that goes on. */
  public JsonNode merge(Envelope envelope, VolunteerId keptId, VolunteerId duplicateId) {
    if (keptId.equals(duplicateId)) {
      throw RefusedException.invalid("duplicate", "the same record");
    }
    return counter.handle(
        envelope,
        work -> {
          lockInOrder(work.tx(), envelope.principal(), keptId, duplicateId);
          Person kept = VolunteerDesk.lock(work.tx(), envelope.principal(), keptId);
          Person other = VolunteerDesk.lock(work.tx(), envelope.principal(), duplicateId);
          check(work.tx(), duplicateId);
          keepImage(work.tx(), kept, duplicateId);
          write(work.tx(), fused(kept, other));
          MergeStore.standBack(work.tx(), duplicateId, Optional.of(keptId));
          record(
              work,
              duplicateId,
              new VolunteersMerged(keptId, duplicateId, envelope.principal().id(), work.now()));
          return Map.of("id", keptId, "merged", duplicateId, "version", kept.version() + 1);
        });
  }

  /**
   * Makes a merged record stand for itself again. What the merge put into the other record is taken
   * out when nobody has changed that record since; else it stays, and the answer says so.
   */
  public JsonNode undo(Envelope envelope, VolunteerId merged) {
    return counter.handle(
        envelope,
        work -> {
          Merge merge =
              MergeStore.find(work.tx(), merged)
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          Person kept = VolunteerDesk.lock(work.tx(), envelope.principal(), merge.kept());
          if (!merge.stands()) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          boolean restored = restore(work.tx(), kept, merged);
          MergeStore.standBack(work.tx(), merged, Optional.empty());
          record(
              work,
              merged,
              new MergeUndone(merge.kept(), merged, envelope.principal().id(), work.now()));
          return Map.of("id", merged, "kept", merge.kept(), "restored", restored);
        });
  }

  /** Always in the order of their ids, so that two merges never wait for each other in a circle. */
  private static void lockInOrder(Sql tx, Principal by, VolunteerId a, VolunteerId b) {
    Stream.of(a, b)
        .sorted(java.util.Comparator.comparing(VolunteerId::value))
        .forEach(id -> VolunteerDesk.lock(tx, by, id));
  }

  private static void check(Sql tx, VolunteerId duplicate) {
    if (MergeStore.isEngaged(tx, duplicate)) {
      throw conflict("has an open assignment");
    }
    if (MergeStore.isInTeam(tx, duplicate)) {
      throw conflict("stands in a team; let the other record take its place there first");
    }
    if (MergeStore.hasOthers(tx, duplicate)) {
      throw conflict("others were merged into it; keep that record");
    }
  }

  private static Person fused(Person kept, Person other) {
    Written a = kept.written();
    Written b = other.written();
    return new Person(
        Merging.of(kept.rules(), other.rules()),
        kept.unitName(),
        new Written(
            a.name(),
            a.sex(),
            a.department().or(b::department),
            a.dutyTitle().or(b::dutyTitle),
            a.political().or(b::political),
            a.healthNote().or(b::healthNote),
            a.policy().or(b::policy),
            a.remark().or(b::remark)),
        new Wishes(
            kept.wishes().paired().or(() -> other.wishes().paired()),
            java.util.Set.copyOf(
                Merging.both(
                    List.copyOf(kept.wishes().limits()), List.copyOf(other.wishes().limits()))),
            Merging.both(kept.wishes().windows(), other.wishes().windows())),
        kept.secrets(),
        kept.mergedInto(),
        kept.version());
  }

  private static void keepImage(Sql tx, Person kept, VolunteerId merged) {
    var before = new Before(kept.rules(), kept.written(), kept.wishes());
    MergeStore.keep(tx, merged, kept.id(), new Image(kept.version() + 1, Json.write(before)));
  }

  private static boolean restore(Sql tx, Person kept, VolunteerId merged) {
    Optional<Image> image = MergeStore.takeImage(tx, merged);
    if (image.filter(i -> i.keptVersion() == kept.version()).isEmpty()) {
      return false;
    }
    var before = Json.read(image.get().json(), Before.class);
    write(
        tx,
        new Person(
            before.rules(),
            kept.unitName(),
            before.written(),
            before.wishes(),
            kept.secrets(),
            Optional.empty(),
            kept.version()));
    return true;
  }

  private static void write(Sql tx, Person person) {
    if (!RosterStore.change(tx, person)) {
      throw new IllegalStateException("the locked record of " + person.id() + " has changed");
    }
  }

  private static void record(Work work, VolunteerId merged, RosterEvent event) {
    int version = MergeStore.find(work.tx(), merged).map(Merge::version).orElse(0);
    work.record(Work.entries(merged.value(), version, Decision.accepted(event)), Origin.LIVE);
  }

  private static RefusedException conflict(String reason) {
    return new RefusedException(Refusal.CONFLICT, List.of(new FieldProblem("duplicate", reason)));
  }
}
