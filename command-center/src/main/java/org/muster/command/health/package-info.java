/**
 * Whether the process can do its work, for those who watch over it; on event loops, never waits.
 */
@NullMarked
package org.muster.command.health;

import org.jspecify.annotations.NullMarked;
