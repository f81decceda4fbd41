/** Tests of bringing a county in and showing it. */
@NullMarked
package org.muster.command.load;

import org.jspecify.annotations.NullMarked;
