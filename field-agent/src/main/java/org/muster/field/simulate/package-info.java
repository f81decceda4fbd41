/**
 * Volunteers, liaisons and communities of a drill without people: they act against a running trial
 * server through its public contract only, and count what was lost, doubled or misdirected.
 *
 * <p>Sockets live on event loops ({@code field.link}); everything that waits (signing in, desks,
 * rolls) is straight-line code on virtual threads. A server that is away for a while is waited for;
 * every request keeps its idempotency key until it is answered.
 */
@NullMarked
package org.muster.field.simulate;

import org.jspecify.annotations.NullMarked;
