/** One desk per noun of the trade: load, decide, record, answer. */
@NullMarked
package org.muster.command.desk;

import org.jspecify.annotations.NullMarked;
