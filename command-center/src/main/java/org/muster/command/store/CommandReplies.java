package org.muster.command.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/** The answers commands got: a repeat gets the first answer again and has no second effect. */
public final class CommandReplies {
  private static final String FIND =
      "select request_hash, body from command_reply where principal = $1 and command = $2";

  private static final String KEEP =
      """
      insert into command_reply (principal, command, request_hash, status, body)
      values ($1, $2, $3, 200, $4::text::jsonb)
      """;

  private record Kept(String requestHash, JsonNode body) {}

  /** The first answer; refuses the same id with another request. */
  public Optional<JsonNode> find(Sql sql, UUID principal, UUID command, String requestHash) {
    Optional<Kept> kept =
        sql.find(
            FIND,
            row ->
                new Kept(
                    row.getString("request_hash"),
                    Json.parse(String.valueOf(row.getValue("body")))),
            principal,
            command);
    if (kept.filter(k -> !k.requestHash().equals(requestHash)).isPresent()) {
      throw new RefusedException(Refusal.IDEMPOTENCY_MISMATCH);
    }
    return kept.map(Kept::body);
  }

  /** Keeps the answer; of two transactions with the same id the second fails and is run again. */
  public void keep(Sql tx, UUID principal, UUID command, String requestHash, JsonNode body) {
    tx.run(KEEP, principal, command, requestHash, body.toString());
  }
}
