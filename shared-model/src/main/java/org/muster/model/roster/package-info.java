/** Units, volunteers, liaisons, shock teams; who may be sent and why not. */
@NullMarked
package org.muster.model.roster;

import org.jspecify.annotations.NullMarked;
