/**
 * Faults with real processes: server, database and phones, and between them networks that break.
 *
 * <p>One seed is one story ({@link org.muster.command.fault.FaultStory}): a street is mobilised
 * while {@link org.muster.command.fault.Trouble} breaks what the seed says, and afterwards the
 * history is judged. {@code scripts/faults} plays many, {@code FaultE2E} one.
 */
@NullMarked
package org.muster.command.fault;

import org.jspecify.annotations.NullMarked;
