/** The sentences people read, in Chinese and in English. */
@NullMarked
package org.muster.command.text;

import org.jspecify.annotations.NullMarked;
