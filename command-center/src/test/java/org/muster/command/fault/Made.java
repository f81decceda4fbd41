package org.muster.command.fault;

import java.time.Duration;

/**
 * A fault that was made.
 *
 * @param detail where and how
 * @param recovery from its end, or from the start or loss of what was killed, until a phone was
 *     welcomed
 * @param staleWrites what a leader wrote that had been replaced
 */
record Made(Kind kind, String detail, Duration recovery, long staleWrites) {}
