/** The service record: minutes served, agreed by both sides. */
@NullMarked
package org.muster.model.record;

import org.jspecify.annotations.NullMarked;
