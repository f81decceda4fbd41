/** The HTTP edge: routes decode, ask a desk, encode. Flows run on virtual threads. */
@NullMarked
package org.muster.command.http;

import org.jspecify.annotations.NullMarked;
