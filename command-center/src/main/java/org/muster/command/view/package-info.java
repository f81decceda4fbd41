/** Queries and in-memory snapshots: what people see of places, rosters and plans. */
@NullMarked
package org.muster.command.view;

import org.jspecify.annotations.NullMarked;
