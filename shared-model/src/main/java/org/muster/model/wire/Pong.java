package org.muster.model.wire;

/** The answer to a {@link Ping}. */
public record Pong() implements ClientFrame, ServerFrame {}
