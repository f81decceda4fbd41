/** The words all rules share: decisions, refusals, identifiers. */
@NullMarked
package org.muster.model;

import org.jspecify.annotations.NullMarked;
