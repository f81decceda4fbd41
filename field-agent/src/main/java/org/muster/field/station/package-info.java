/**
 * The community station: a kiosk on a computer of the community that receives people, and goes on
 * doing so while it is cut off.
 *
 * <p>What is ticked off is on the disk before the page says so, under an id of its own, and is sent
 * in the order in which it was done until the command center has answered; a repeat has one effect.
 * The command center decides. What it refused stays on the page, with its reason, until somebody
 * has read it. One thread sends; the page's threads only write into the store. On a full disk
 * nothing is ticked off, and the page says so.
 */
@NullMarked
package org.muster.field.station;

import org.jspecify.annotations.NullMarked;
