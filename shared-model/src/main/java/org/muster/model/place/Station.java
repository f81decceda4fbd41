package org.muster.model.place;

/** A station (服务站点): where volunteers report and residents find them. */
public record Station(StationId id, String name, AreaCode community, LonLat at) {}
