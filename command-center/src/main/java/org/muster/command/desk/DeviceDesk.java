package org.muster.command.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.Tokens;
import org.muster.command.store.Database;
import org.muster.command.store.DeviceStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.roster.VolunteerId;

/** The phones that are signed in as a volunteer: seen by them, and signed out by them. */
public final class DeviceDesk {
  private static final int LABEL_MAX = 60;

  private final Database database;
  private final SessionDesk sessions;

  public DeviceDesk(Database database, SessionDesk sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /**
   * A phone as its owner sees it.
   *
   * @param current the one that asks
   */
  public record Shown(
      UUID id,
      Optional<String> label,
      Instant since,
      Optional<Instant> expiresAt,
      boolean current) {}

  public List<Shown> list(VolunteerId volunteer, String token, Instant at) {
    var asking = Tokens.hash(token);
    return database.read(
        sql ->
            DeviceStore.list(sql, volunteer, at).stream()
                .map(
                    device ->
                        new Shown(
                            device.id(),
                            device.label(),
                            device.since(),
                            device.expiresAt(),
                            device.token().equals(asking)))
                .toList());
  }

  /** What sort of phone it is that asks, in its own words. */
  public void label(String token, String label) {
    String text = Texts.required("label", label, LABEL_MAX);
    database.transaction(
        sql -> {
          DeviceStore.label(sql, Tokens.hash(token), text);
          return text;
        });
  }

  /**
   * Signs a phone out: its next request is refused, its socket is closed, it forgets the person.
   */
  public void revoke(VolunteerId volunteer, UUID device, Instant at) {
    var ended =
        database
            .transaction(sql -> DeviceStore.revoke(sql, volunteer, device, at))
            .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    sessions.publish(List.of(new SessionEnded(ended)));
  }
}
