@NullMarked
package org.muster.field;

import org.jspecify.annotations.NullMarked;
