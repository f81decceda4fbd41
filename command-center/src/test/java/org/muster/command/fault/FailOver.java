package org.muster.command.fault;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** What befalls a server whose PostgreSQL has a standby. */
final class FailOver extends Breaker {
  private final Succession stage;

  FailOver(
      Succession stage,
      Plan plan,
      SplittableRandom random,
      Onlookers onlookers,
      BooleanSupplier over) {
    super(stage, plan, random, onlookers, over);
    this.stage = stage;
  }

  @Override
  Optional<Made> make(Kind kind) throws Exception {
    if (kind != Kind.DATABASE_FAILED_OVER) {
      throw new IllegalArgumentException("not of a database with a standby: " + kind);
    }
    long at = System.nanoTime();
    stage.failOver();
    return Optional.of(made(kind, new Ended(() -> "", at, 0)));
  }

  @Override
  String kill() {
    stage.server().kill9();
    return "";
  }

  @Override
  Made restarted(Kind kind, String detail, long at) {
    var ended = new Ended(detail);
    stage.server().restart();
    return made(kind, ended);
  }
}
