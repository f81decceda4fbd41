/** Tests of the community's station. */
@NullMarked
package org.muster.field.station;

import org.jspecify.annotations.NullMarked;
