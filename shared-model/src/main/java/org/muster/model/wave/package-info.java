/** How many people to ask at once, so that enough say yes and few are asked in vain. */
@NullMarked
package org.muster.model.wave;

import org.jspecify.annotations.NullMarked;
