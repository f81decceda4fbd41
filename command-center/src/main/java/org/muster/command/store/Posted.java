package org.muster.command.store;

import java.util.UUID;

/** A letter in its mailbox: its number there, and its body as the JSON text that is sent. */
public record Posted(UUID recipient, long seq, String body) {}
