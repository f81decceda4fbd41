/**
 * The socket {@code /ws/v1}: phones and desks that stay connected.
 *
 * <ul>
 *   <li><b>Who writes:</b> a {@link org.muster.command.socket.Session} belongs to the event loop
 *       that accepted it; its fields are read and written there only. Other threads hand it tasks
 *       ({@code execute}) and touch nothing.
 *   <li><b>Who reads:</b> tickets, deeds, positions and pictures of topics may wait for the
 *       database and therefore run on virtual threads, which come back to the loop with a result.
 *   <li><b>Order:</b> frames of one socket are handled in the order they came; its deeds one after
 *       the other; of positions and of a topic's pictures only the newest counts.
 *   <li><b>Overload:</b> a socket that sends too much is closed (4429), one that does not drain is
 *       sent nothing and then closed (4503). Deeds wait in a bounded queue, nothing else waits.
 *   <li><b>Stop:</b> {@link org.muster.command.socket.SocketServer#close} refuses new sockets and
 *       closes all with 4503 and a time to come back, spread so that not all come at once.
 * </ul>
 *
 * <p>No socket has a timer of its own: each event loop makes its {@code Rounds} once a second.
 */
@NullMarked
package org.muster.command.socket;

import org.jspecify.annotations.NullMarked;
