@NullMarked
package org.muster.field.link;

import org.jspecify.annotations.NullMarked;
