@NullMarked
package org.muster.field.task;

import org.jspecify.annotations.NullMarked;
