package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.muster.command.secret.Vault;
import org.muster.command.store.RobotStore;
import org.muster.command.store.Scopes;
import org.muster.command.store.Sealed;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.EnumNames;

/** Keeps the group robots of units, which are told how many are to be called, and never whom. */
public final class RobotDesk {
  private static final int TOKEN_MAX = 200;

  private final Counter counter;
  private final Vault vault;

  public RobotDesk(Counter counter, Vault vault) {
    this.counter = counter;
    this.vault = vault;
  }

  /** The platforms whose robots are known. */
  public enum Kind {
    DING_TALK,
    WE_COM,
    FEISHU
  }

  /**
   * A robot as its platform shows it to the group's owner.
   *
   * @param token the end of its address
   * @param secret where its safety setting is a signature
   */
  public record Robot(Kind kind, String token, Optional<String> secret) {
    public Robot {
      kind = Texts.required("kind", kind);
      token = Texts.required("token", token, TOKEN_MAX);
      if (!token.matches("[A-Za-z0-9_-]+")) {
        throw RefusedException.invalid("token", "has the wrong form");
      }
    }

    /** Without what is as good as a password. */
    @Override
    public String toString() {
      return "Robot[kind=" + kind + "]";
    }
  }

  /** Sets the unit's robot in the place of the one before. */
  public JsonNode set(Envelope envelope, UnitId unit, Robot robot) {
    return counter.handle(
        envelope,
        work -> {
          if (!Scopes.has(work.tx(), unit)) {
            throw new RefusedException(Refusal.NOT_FOUND);
          }
          RobotStore.set(
              work.tx(),
              unit,
              new RobotStore.Kept(
                  EnumNames.of(robot.kind()),
                  sealed(robot.token()),
                  robot.secret().map(this::sealed)));
          return Map.of("unit", unit);
        });
  }

  public JsonNode remove(Envelope envelope, UnitId unit) {
    return counter.handle(
        envelope,
        work -> {
          if (!RobotStore.remove(work.tx(), unit)) {
            throw new RefusedException(Refusal.NOT_FOUND);
          }
          return Map.of("unit", unit);
        });
  }

  private Sealed sealed(String text) {
    return Sealed.of(vault.encrypt(text));
  }
}
