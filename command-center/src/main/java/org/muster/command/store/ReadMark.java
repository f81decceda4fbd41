package org.muster.command.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A person opened an item.
 *
 * @param upTo the newest number the device had been sent: a form of the item with a higher number
 *     has not been read
 */
public record ReadMark(UUID recipient, UUID item, long upTo, Instant at) {}
