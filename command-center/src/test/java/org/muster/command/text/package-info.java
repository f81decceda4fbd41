/** Tests that nobody is left without an explanation. */
@NullMarked
package org.muster.command.text;

import org.jspecify.annotations.NullMarked;
