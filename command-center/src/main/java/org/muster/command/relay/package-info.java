/**
 * Delivery: from the mailbox to the phones that are connected to this node.
 *
 * <p>A mailbox is complete in the database before anybody is told. A phone's {@link
 * org.muster.command.relay.Line} knows only numbers: how far it was sent, how far the phone has
 * stored. Three things move it on: a hint after commit ({@link
 * org.muster.command.relay.Delivery#posted}), the phone's own hello, and the sweep, which reads
 * into which mailboxes letters were put and compares that with what was sent. Hints may be lost,
 * doubled or late; they save time and decide nothing.
 *
 * <ul>
 *   <li><b>Who writes:</b> a line belongs to the event loop of its socket; only there is it changed
 *       and only there is its socket written. Other threads hand it tasks.
 *   <li><b>Who reads:</b> the sweep reads each line's sent number; the readers of mailboxes run on
 *       virtual threads and fetch for many lines with one query.
 *   <li><b>Order:</b> the numbers of one person are dense and follow the order of commit (row
 *       lock). A letter is written at once only if it is the very next number; else the line reads
 *       from the database what lies between.
 *   <li><b>Overload:</b> nothing is queued here. A socket that is full is left alone until it
 *       drains, and then read for from its number on; one that stays full is closed with "reconnect
 *       and resume". Too many hints at once are dropped: the sweep finds the letters.
 *   <li><b>Stop:</b> {@link org.muster.command.relay.Delivery#close} ends sweep and readers, then
 *       writes down the receipts collected so far.
 * </ul>
 */
@NullMarked
package org.muster.command.relay;

import org.jspecify.annotations.NullMarked;
