/** Where the process begins and ends, and the list of its parts. */
@NullMarked
package org.muster.command;

import org.jspecify.annotations.NullMarked;
