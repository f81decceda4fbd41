/** The command center as a phone knows it, small enough to be killed and started by a test. */
@NullMarked
package org.muster.field.testing;

import org.jspecify.annotations.NullMarked;
