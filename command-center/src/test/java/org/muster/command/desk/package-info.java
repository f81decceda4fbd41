/** Tests of the desks. */
@NullMarked
package org.muster.command.desk;

import org.jspecify.annotations.NullMarked;
