package org.muster.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the server has to say is written. */
final class LogTest {
  @Test
  void anOldCopyOfTheLoggingInAnotherLibraryDoesNotSilenceTheServer() {
    String spokenBy = LoggerFactory.getILoggerFactory().getClass().getName();

    assertTrue(spokenBy.startsWith("ch.qos.logback."), spokenBy);
  }
}
