@NullMarked
package org.muster.field.outbox;

import org.jspecify.annotations.NullMarked;
