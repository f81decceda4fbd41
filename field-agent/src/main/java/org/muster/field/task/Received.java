package org.muster.field.task;

import java.time.Instant;
import org.muster.model.wire.TaskCard;

/** One item as it came to a phone for the first time in this form. */
public record Received(long seq, TaskCard card, Instant at) {}
