/**
 * What is entered about the roster itself: merged records, lists handed out, time off for duty
 * (调休).
 */
@NullMarked
package org.muster.model.registry;

import org.jspecify.annotations.NullMarked;
