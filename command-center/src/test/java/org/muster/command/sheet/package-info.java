/** Tests of reading spreadsheets: honest, messy and hostile. */
@NullMarked
package org.muster.command.sheet;

import org.jspecify.annotations.NullMarked;
