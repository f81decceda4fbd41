/** The watch of the command post (值班): who holds it, and how it is handed over. */
@NullMarked
package org.muster.model.duty;

import org.jspecify.annotations.NullMarked;
