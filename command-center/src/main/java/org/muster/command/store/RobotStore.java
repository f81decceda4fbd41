package org.muster.command.store;

import java.util.Optional;
import org.muster.model.roster.UnitId;

/** The group robots of units. */
public final class RobotStore {
  private static final String SET =
      """
      insert into unit_robot (unit_id, kind, token_cipher, secret_cipher) values ($1, $2, $3, $4)
      on conflict (unit_id) do update
      set kind = excluded.kind, token_cipher = excluded.token_cipher,
        secret_cipher = excluded.secret_cipher
      """;

  private static final String REMOVE = "delete from unit_robot where unit_id = $1";

  private RobotStore() {}

  /** A robot with token and secret encrypted. */
  public record Kept(String kind, Sealed token, Optional<Sealed> secret) {}

  public static void set(Sql tx, UnitId unit, Kept robot) {
    tx.run(SET, unit, robot.kind(), robot.token().bytes(), robot.secret().map(Sealed::bytes));
  }

  /** False when the unit has none. */
  public static boolean remove(Sql tx, UnitId unit) {
    return tx.change(REMOVE, unit) > 0;
  }
}
