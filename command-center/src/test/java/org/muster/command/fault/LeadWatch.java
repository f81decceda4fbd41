package org.muster.command.fault;

import java.util.List;
import org.muster.command.store.Database;

/**
 * Sees in the database from which address the lease of those who lead was last taken, and who
 * writes from another address what only the one who leads may write.
 */
final class LeadWatch {
  private static final List<String> BEGIN =
      List.of(
          "create table fault_lead (host text not null)",
          "insert into fault_lead values ('')",
          """
          create function fault_lead() returns trigger language plpgsql as $$
          begin
            update fault_lead set host = host(inet_client_addr());
            return null;
          end $$
          """,
          """
          create trigger fault_lead after update on lease for each row
            when (new.name = 'timers') execute function fault_lead()
          """,
          "create table fault_stale (host text not null, type text not null)",
          """
          create function fault_stale() returns trigger language plpgsql as $$
          begin
            insert into fault_stale select host(inet_client_addr()), w.type from written w
            where w.type in ('offer-made', 'offer-expired', 'receipt-overdue')
              and host(inet_client_addr()) <> (select host from fault_lead);
            return null;
          end $$
          """,
          """
          create trigger fault_stale after insert on event referencing new table as written
            for each statement execute function fault_stale()
          """);

  private static final String HOST = "select host from fault_lead";
  private static final String STALE = "select count(*) as n from fault_stale";

  private final Database database;

  /** Begins to watch, before anybody leads. */
  LeadWatch(Database database) {
    this.database = database;
    for (String statement : BEGIN) {
      database.transaction(sql -> sql.change(statement));
    }
  }

  /** The address of the one who leads. */
  String host() {
    return database.read(sql -> sql.get(HOST, row -> row.getString(0)));
  }

  /** How often somebody who no longer led has written as if they did. */
  long staleWrites() {
    return database.read(sql -> sql.get(STALE, row -> row.getLong("n")));
  }
}
