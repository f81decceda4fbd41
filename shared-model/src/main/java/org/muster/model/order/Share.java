package org.muster.model.order;

import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** How many people a unit is to send to a community. */
record Share(UnitId unit, AreaCode community, int need) {}
