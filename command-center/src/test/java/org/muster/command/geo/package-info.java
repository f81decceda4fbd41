/** Tests of filters and layers. */
@NullMarked
package org.muster.command.geo;

import org.jspecify.annotations.NullMarked;
