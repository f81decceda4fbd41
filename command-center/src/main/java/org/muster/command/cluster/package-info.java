/**
 * The nodes of a city: equal processes over one database, of which any serves any phone, desk and
 * command.
 *
 * <p>Everything here may be lost, doubled or late. PostgreSQL alone decides: with this package
 * silent the sweep still delivers, timers are found by looking, a lease passes by its own clock.
 *
 * <ul>
 *   <li><b>Who writes:</b> each node tells the others what it has committed ({@link
 *       org.muster.command.cluster.Hint}), where its devices are ({@link
 *       org.muster.command.cluster.Presence}) and where people were seen ({@link
 *       org.muster.command.cluster.Sightings}).
 *   <li><b>Who reads:</b> every other node; a hint is never sent back to who gave it.
 *   <li><b>Order:</b> none between nodes. A hint therefore says what stands, never what to add.
 *   <li><b>Overload:</b> nobody waits for another node. Changed topics are told together four times
 *       a second; what a map cannot take is dropped.
 *   <li><b>Stop:</b> the node takes its devices out of the maps, then leaves the membership.
 * </ul>
 *
 * <p>A node that is {@link org.muster.command.cluster.Alone} goes the same road and tells nobody.
 */
@NullMarked
package org.muster.command.cluster;

import org.jspecify.annotations.NullMarked;
