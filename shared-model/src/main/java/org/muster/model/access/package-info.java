/** Who may do what: roles, principals, and the scope of each by unit and area. */
@NullMarked
package org.muster.model.access;

import org.jspecify.annotations.NullMarked;
