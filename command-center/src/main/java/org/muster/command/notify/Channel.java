package org.muster.command.notify;

/** One road to people: hands a message over and says what came of it. Waits; never throws. */
@FunctionalInterface
public interface Channel {
  Outcome send(Message message);
}
