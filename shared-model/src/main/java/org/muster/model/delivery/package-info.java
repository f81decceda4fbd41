/** The receipt ladder and the roads to people: who may be alerted, how, when, and how often. */
@NullMarked
package org.muster.model.delivery;

import org.jspecify.annotations.NullMarked;
