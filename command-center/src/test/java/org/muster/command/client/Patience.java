package org.muster.command.client;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.muster.command.client.Client.Answer;
import org.muster.command.client.Client.Asked;
import org.muster.command.testing.Eventually;

/** How a client asks a city of several nodes: the same again of the next one, until it answers. */
final class Patience {
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  private Patience() {}

  static Answer ask(List<Client> nodes, Asked asked) {
    var named = asked.with("Idempotency-Key", UUID.randomUUID().toString());
    var attempts = new AtomicInteger();
    var answer = new AtomicReference<@Nullable Answer>();
    Eventually.until(
        asked::path,
        () -> {
          answer.set(asked(nodes.get(attempts.getAndIncrement() % nodes.size()), named));
          return answer.get() != null;
        });
    return Objects.requireNonNull(answer.get());
  }

  /** Nothing when the node is away or busy. */
  private static @Nullable Answer asked(Client node, Asked asked) {
    try {
      Answer answer = node.ask(asked);
      return LATER.contains(answer.status()) ? null : answer;
    } catch (UncheckedIOException e) {
      return null;
    }
  }
}
