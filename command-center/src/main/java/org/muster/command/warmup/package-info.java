/**
 * Warming up: the road of a launch is driven once the server runs, so that the first real order
 * finds everything loaded, compiled and prepared.
 *
 * <p>The first launch after a start is the one that counts, and without this it is several times
 * slower than the second: classes are loaded, code is interpreted, statements are planned for the
 * first time. So a launch is played, on the very code: signature, audience, filling, offers,
 * letters, frames over real sockets, acknowledgements and their receipts.
 *
 * <ul>
 *   <li><b>Nothing remains.</b> The town it plays in ({@link org.muster.command.store.MadeUpTown})
 *       is built in a transaction that is undone: no event, no mailbox, no document number. What
 *       receipts write meets no row.
 *   <li><b>Nobody meets it.</b> Its sockets are those of a door of its own on the loopback address,
 *       which opens for tickets that only it knows, and its delivery has lines to them alone.
 *   <li><b>It gives way.</b> It takes a few spare connections, runs behind an open door, and ends
 *       at once when real work is due.
 *   <li><b>It may fail.</b> Then the first launch is slow, and the log says why.
 * </ul>
 */
@NullMarked
package org.muster.command.warmup;

import org.jspecify.annotations.NullMarked;
