/** What people tell each other: notices and who has read them, questions on an order, feedback. */
@NullMarked
package org.muster.model.talk;

import org.jspecify.annotations.NullMarked;
