/**
 * Whole stories, told with the built server in a process of its own and people who act over real
 * sockets.
 */
@NullMarked
package org.muster.command.e2e;

import org.jspecify.annotations.NullMarked;
