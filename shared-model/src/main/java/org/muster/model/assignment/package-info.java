/** One volunteer on one post: offered, answered, on post, relieved. */
@NullMarked
package org.muster.model.assignment;

import org.jspecify.annotations.NullMarked;
