/** Keys and ciphers: personal data at rest, passwords, one-time codes, tokens. */
@NullMarked
package org.muster.command.secret;

import org.jspecify.annotations.NullMarked;
