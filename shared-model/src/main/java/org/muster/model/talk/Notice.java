package org.muster.model.talk;

import static org.muster.model.Decision.accepted;
import static org.muster.model.Decision.refused;
import static org.muster.model.Decision.unchanged;

import java.time.Instant;
import org.muster.model.Decision;
import org.muster.model.Refusal;
import org.muster.model.access.AccountId;
import org.muster.model.talk.NoticeEvent.NoticePublished;
import org.muster.model.talk.NoticeEvent.NoticeWithdrawn;

/** What the command post or a liaison makes known to many at once (通知公告). */
public sealed interface Notice {
  /**
   * Who is told by one notice. They are told in one transaction, which may take about a second;
   * what concerns more people is said by an order.
   */
  int READERS_MAX = 50_000;

  record None() implements Notice {}

  record Published(NoticeId id) implements Notice {}

  record Withdrawn(NoticeId id) implements Notice {}

  /** What is done with a notice. */
  sealed interface Command {}

  record Publish(NoticePublished published) implements Command {}

  record Withdraw(AccountId by, Instant at) implements Command {}

  static Decision<NoticeEvent> decide(Notice state, Command command) {
    return switch (command) {
      case Publish publish ->
          state instanceof None ? accepted(publish.published()) : refused(Refusal.CONFLICT);
      case Withdraw withdraw -> withdraw(state, withdraw);
    };
  }

  /** What a recorded fact makes of the state; facts are never refused. */
  static Notice evolve(Notice state, NoticeEvent event) {
    return switch (event) {
      case NoticePublished published -> new Published(published.notice());
      case NoticeWithdrawn withdrawn -> new Withdrawn(withdrawn.notice());
    };
  }

  private static Decision<NoticeEvent> withdraw(Notice state, Withdraw withdraw) {
    return switch (state) {
      case None _ -> refused(Refusal.NOT_FOUND);
      case Published it -> accepted(new NoticeWithdrawn(it.id(), withdraw.by(), withdraw.at()));
      case Withdrawn _ -> unchanged();
    };
  }
}
