/** The field side: shows the card, keeps what people do while cut off, and reports it. */
@NullMarked
package org.muster.field;

import org.jspecify.annotations.NullMarked;
