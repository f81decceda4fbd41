@NullMarked
package org.muster.field.simulate;

import org.jspecify.annotations.NullMarked;
