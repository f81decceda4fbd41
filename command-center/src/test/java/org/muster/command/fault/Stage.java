package org.muster.command.fault;

import java.nio.file.Path;
import java.util.List;
import org.muster.command.e2e.Ledger;
import org.muster.command.e2e.Office;
import org.muster.command.store.DatabaseAddress;
import org.muster.model.access.Role;

/** Where a story is played: a county at peace, and what can be looked at behind its back. */
interface Stage extends AutoCloseable {
  /** Signs in as the first of a role that needs no one-time code. */
  Office office(Role role);

  /** The folder with the accounts file. */
  Path data();

  /** What lies between the phones and whoever serves them. */
  FaultProxy phoneRoad();

  Ledger ledger();

  /** The database itself, past any network before it. */
  DatabaseAddress address();

  /** What servers called an error, and nobody had made. */
  List<String> surprises();

  /** Leaves nothing running. */
  @Override
  void close();
}
