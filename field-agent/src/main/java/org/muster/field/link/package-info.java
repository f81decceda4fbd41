/**
 * The connection of a phone to the command center: ticket, socket, catching up, and coming back.
 *
 * <p>Who writes: every phone belongs to one event loop ({@code LinkLoop}), and all state of its
 * link, its conversation and its deeds is touched only there. Who reads: anyone may read task cards
 * and the outbox, which guard themselves. Order: items are stored before they are acknowledged, and
 * deeds on the same assignment are sent one after the other. Overload: only so many phones of a
 * loop connect at the same time, the others wait in line; the outbox has a limit and refuses beyond
 * it. Stop: closing the switchboard closes all sockets; what is in the outboxes stays there.
 */
@NullMarked
package org.muster.field.link;

import org.jspecify.annotations.NullMarked;
