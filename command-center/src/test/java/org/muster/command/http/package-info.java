/** Tests of the edge over real HTTP. */
@NullMarked
package org.muster.command.http;

import org.jspecify.annotations.NullMarked;
