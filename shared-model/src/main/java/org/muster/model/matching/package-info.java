/** Who should go where: candidates ranked for posts, each with its reasons. */
@NullMarked
package org.muster.model.matching;

import org.jspecify.annotations.NullMarked;
