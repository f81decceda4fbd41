/**
 * Deadlines and due work: rows become commands.
 *
 * <p>Who writes: desks set rows in the transaction that gives the reason. Who reads: the one node
 * that holds the lease {@code timers}; each round takes due rows and does what is due in one
 * transaction, which also pins the lease by its token, so a holder that slept writes nothing.
 * Order: the longest due first, per kind. Overload: rounds are bounded in size, rows wait. Stop:
 * the round in hand ends, then the lease is given back.
 */
@NullMarked
package org.muster.command.timer;

import org.jspecify.annotations.NullMarked;
