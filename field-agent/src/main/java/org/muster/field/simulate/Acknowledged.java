package org.muster.field.simulate;

import java.util.Optional;
import java.util.UUID;

/**
 * A command that the server has said to be recorded, so that it must never be lost.
 *
 * @param command the id its sender gave it (its idempotency key)
 * @param deed what was done: the deed of a phone, or method and path of a request
 * @param version the version of the assignment after a phone's deed
 */
public record Acknowledged(UUID command, String deed, Optional<Integer> version) {}
