/**
 * The roads to people beside the sockets: one small adapter each, all of one form.
 *
 * <p>An adapter says what came of a message and nothing else; how often it is tried, whom it may
 * reach and what follows is decided elsewhere. Nothing here is remembered and nothing personal is
 * logged.
 */
@NullMarked
package org.muster.command.notify;

import org.jspecify.annotations.NullMarked;
