package org.muster.command.store;

import java.util.UUID;

/**
 * Something a person is to be told: the newest form of one item of their mailbox.
 *
 * @param recipient the volunteer, or the account of a liaison or of the command post
 * @param item the assignment, order or notice it is about
 * @param kind {@code assignment}, {@code order} or {@code notice}
 * @param body what the phone gets
 */
public record Letter(UUID recipient, UUID item, String kind, int version, Body body) {}
