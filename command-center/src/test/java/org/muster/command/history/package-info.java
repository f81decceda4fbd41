/**
 * What happened in a test, as phones and the database tell it, and the judge of it, who believes
 * nothing else.
 */
@NullMarked
package org.muster.command.history;

import org.jspecify.annotations.NullMarked;
