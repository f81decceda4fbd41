/** Fixtures that read as English: volunteers and orders with what a test has to say of them. */
@NullMarked
package org.muster.model.testing;

import org.jspecify.annotations.NullMarked;
