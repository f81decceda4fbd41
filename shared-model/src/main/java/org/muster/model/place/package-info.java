/** Divisions, positions and areas; the only place that thinks in geometry. */
@NullMarked
package org.muster.model.place;

import org.jspecify.annotations.NullMarked;
