/**
 * Hands alerts over: takes due rows, words them, gives them to their channel, and notes what came
 * of it.
 *
 * <ul>
 *   <li><b>Who writes:</b> every node may; rows are taken by skipping those another has locked, and
 *       are hidden from others for a minute.
 *   <li><b>Order:</b> the longest due first, without promise.
 *   <li><b>Overload:</b> a bounded number is taken at a time; the channel's rate limit holds the
 *       rest back in the database.
 *   <li><b>Failure:</b> tried again with growing pauses; in the end dead, for somebody to act on. A
 *       node that dies in between leaves rows that are taken again: handed over at least once,
 *       under the same id.
 *   <li><b>Stop:</b> what is in hand is noted, nothing more is taken.
 * </ul>
 */
@NullMarked
package org.muster.command.alert;

import org.jspecify.annotations.NullMarked;
