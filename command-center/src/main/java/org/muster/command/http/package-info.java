/**
 * The HTTP edge: routes decode, ask a desk, encode.
 *
 * <p>Event loops read requests and write answers and never wait; each operation runs as a flow of
 * its own on a virtual thread. More flows than the limit are refused, never queued. On closing, new
 * connections are refused, requests under way finish, the rest is cut.
 */
@NullMarked
package org.muster.command.http;

import org.jspecify.annotations.NullMarked;
