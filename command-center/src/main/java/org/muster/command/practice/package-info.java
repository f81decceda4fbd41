/**
 * A gateway to practise with: takes the texts that a real one would send, and shows them. For
 * demonstrations and tests; a production start has none.
 */
@NullMarked
package org.muster.command.practice;

import org.jspecify.annotations.NullMarked;
