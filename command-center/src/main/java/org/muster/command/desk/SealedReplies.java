package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.muster.command.secret.Vault;
import org.muster.command.store.CommandReplies;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.model.RefusedException;
import org.muster.model.wire.Json;

/**
 * Answers that may hold a secret which is shown once: kept encrypted, so that who did not hear the
 * first answer hears it again, also from a server that was started anew.
 */
final class SealedReplies {
  private static final String SEALED = "sealed";

  private final CommandReplies replies = new CommandReplies();
  private final Database database;
  private final Vault vault;

  SealedReplies(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** Does the work in one transaction, or gives the answer it had under this id. */
  JsonNode once(Envelope envelope, Function<Sql, Object> work) {
    try {
      return database.transaction(
          sql -> find(sql, envelope).orElseGet(() -> keep(sql, envelope, work.apply(sql))));
    } catch (RefusedException refused) {
      // Of two that were sent at once, the later may be refused by the success of the first.
      return find(envelope).orElseThrow(() -> refused);
    }
  }

  /** The first answer, when there was one. */
  Optional<JsonNode> find(Envelope envelope) {
    return database.read(sql -> find(sql, envelope));
  }

  private Optional<JsonNode> find(Sql sql, Envelope envelope) {
    return replies
        .find(sql, envelope.actor(), envelope.command(), envelope.requestHash())
        .map(kept -> Base64.getDecoder().decode(kept.path(SEALED).asText()))
        .map(cipher -> Json.parse(vault.decrypt(cipher)));
  }

  private JsonNode keep(Sql sql, Envelope envelope, Object answer) {
    JsonNode body = Json.tree(answer);
    String cipher = Base64.getEncoder().encodeToString(vault.encrypt(body.toString()));
    replies.keep(
        sql,
        envelope.actor(),
        envelope.command(),
        envelope.requestHash(),
        Json.tree(Map.of(SEALED, cipher)));
    return body;
  }
}
