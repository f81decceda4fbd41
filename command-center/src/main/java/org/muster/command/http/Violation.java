package org.muster.command.http;

import java.util.Optional;

/**
 * One way in which a request differs from its description.
 *
 * @param field where, e.g. {@code need.total} or {@code items[2].community}
 * @param keyword the rule of the schema, e.g. {@code minimum}
 * @param limit what the rule says, e.g. 1
 */
record Violation(String field, String keyword, Optional<Object> limit) {}
