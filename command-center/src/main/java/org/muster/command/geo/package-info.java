/**
 * Layers of divisions: reads the city's own boundaries and hands out areas; writes them for maps.
 */
@NullMarked
package org.muster.command.geo;

import org.jspecify.annotations.NullMarked;
