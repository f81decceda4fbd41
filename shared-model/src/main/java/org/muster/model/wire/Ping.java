package org.muster.model.wire;

/** Asks the other side whether it is still there; both sides may. */
public record Ping() implements ClientFrame, ServerFrame {}
