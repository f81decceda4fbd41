package org.muster.command.desk;

import org.muster.command.secret.TokenHash;

/** A session or device that may do nothing any more; its sockets are to be closed. */
public record SessionEnded(TokenHash session) {}
