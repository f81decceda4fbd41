@NullMarked
package org.muster.field.testing;

import org.jspecify.annotations.NullMarked;
