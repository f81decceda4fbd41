package org.muster.model.matching;

import org.muster.model.place.AreaCode;

/** Places in one community that are still to be filled. */
public record Post(AreaCode community, int open) {}
