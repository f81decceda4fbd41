package org.muster.command.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers every call and keeps it for the test to look at. */
final class Heard implements Operation {
  private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  @Override
  public Answer handle(Call call) {
    calls.add(call);
    return Answer.done();
  }

  /** The newest call. */
  Call call() throws InterruptedException {
    List<Call> all = new ArrayList<>();
    all.add(requireNonNull(calls.poll(5, TimeUnit.SECONDS), "no call came"));
    calls.drainTo(all);
    return all.getLast();
  }
}
