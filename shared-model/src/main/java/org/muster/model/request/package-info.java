/** What residents ask for (点单), from the asking to their rating (评单), and what they complain of. */
@NullMarked
package org.muster.model.request;

import org.jspecify.annotations.NullMarked;
