package org.muster.field.link;

/** A volunteer's device: the name it gives itself and the token that speaks for the volunteer. */
public record Phone(String device, String token) {}
