/** The event log, the tables, their SQL and migrations. */
@NullMarked
package org.muster.command.store;

import org.jspecify.annotations.NullMarked;
