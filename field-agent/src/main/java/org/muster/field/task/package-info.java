/** The task cards a phone holds, folded from the items of its mailbox. */
@NullMarked
package org.muster.field.task;

import org.jspecify.annotations.NullMarked;
