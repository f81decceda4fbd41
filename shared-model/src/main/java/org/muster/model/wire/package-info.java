/** JSON names and codec of everything that is stored or sent. */
@NullMarked
package org.muster.model.wire;

import org.jspecify.annotations.NullMarked;
