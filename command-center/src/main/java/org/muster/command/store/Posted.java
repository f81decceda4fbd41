package org.muster.command.store;

import java.util.UUID;

/** A letter in its mailbox, with its number there. */
public record Posted(UUID recipient, long seq, Body body) {}
