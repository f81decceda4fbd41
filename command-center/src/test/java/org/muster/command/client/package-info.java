/** Clients that know nothing but the API description: a careful one, and one that means harm. */
@NullMarked
package org.muster.command.client;

import org.jspecify.annotations.NullMarked;
