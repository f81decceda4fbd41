/**
 * Commands that are started by hand beside the server: they check, mend or lend its database.
 *
 * <p>Each says what it did on the standard output and ends with 0, or with another number and a
 * sentence that says what to do.
 */
@NullMarked
package org.muster.command.script;

import org.jspecify.annotations.NullMarked;
