package org.muster.command.view;

import java.util.List;
import org.muster.command.store.Database;
import org.muster.command.store.RosterStore;
import org.muster.command.store.TimeOffStore;
import org.muster.command.store.TimeOffStore.Entry;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.registry.TimeOff;
import org.muster.model.roster.VolunteerId;

/** The ledger of compensatory leave (调休) as it goes out. */
public final class TimeOffViews {
  private final Database database;

  public TimeOffViews(Database database) {
    this.database = database;
  }

  /** What duty earned, what was granted of it, and each grant. */
  public record Ledger(
      VolunteerId volunteer,
      long creditedMinutes,
      long grantedMinutes,
      long balanceMinutes,
      List<Entry> items) {}

  /** Of the person themselves, or of somebody whose unit the reader sees. */
  public Ledger get(Principal reader, VolunteerId id) {
    return database.read(
        sql -> {
          if (!reader.sees(id)
              && RosterStore.find(sql, id).filter(p -> reader.sees(p.rules().unit())).isEmpty()) {
            throw new RefusedException(Refusal.NOT_FOUND);
          }
          TimeOff ledger = TimeOffStore.ledger(sql, id);
          return new Ledger(
              id,
              ledger.credited(),
              ledger.granted(),
              ledger.balance(),
              TimeOffStore.entries(sql, id));
        });
  }
}
