/** Tests of keys, ciphers, passwords, codes and tokens. */
@NullMarked
package org.muster.command.secret;

import org.jspecify.annotations.NullMarked;
