/** What people did and the command center has not answered yet. */
@NullMarked
package org.muster.field.outbox;

import org.jspecify.annotations.NullMarked;
