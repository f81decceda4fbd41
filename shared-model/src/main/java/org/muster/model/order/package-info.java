/** Response and mobilisation order: from draft to closing, with quotas and shortages. */
@NullMarked
package org.muster.model.order;

import org.jspecify.annotations.NullMarked;
