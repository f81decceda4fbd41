/** The three-tier plan (预案): how many people each community gets from which unit in each tier. */
@NullMarked
package org.muster.model.plan;

import org.jspecify.annotations.NullMarked;
