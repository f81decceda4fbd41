/**
 * One desk per noun of the trade: load what is recorded, let the rules decide, append what they
 * decided. Everything a command changes, it changes in one transaction; people are told after it.
 */
@NullMarked
package org.muster.command.desk;

import org.jspecify.annotations.NullMarked;
