package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.AlertStore;
import org.muster.command.store.AssignmentStore;
import org.muster.command.store.DeviceStore;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.delivery.Keyword;
import org.muster.model.roster.MobileNumber;
import org.muster.model.wire.Json;

/**
 * Takes what people answer to texts: 1 accepts, 2 declines the offer that the text was about, with
 * the same rules as on the phone. A repeated answer under the gateway's own id changes nothing.
 */
public final class SmsReplyDesk {
  private static final String REASON = "短信回复：因故不能";

  private final Counter counter;
  private final AssignmentDesk desk;
  private final Vault vault;
  private final Trust trust;
  private final AssignmentStore assignments = new AssignmentStore();

  public SmsReplyDesk(Counter counter, AssignmentDesk desk, Vault vault, Trust trust) {
    this.counter = counter;
    this.desk = desk;
    this.vault = vault;
    this.trust = trust;
  }

  /** Whether a reply is really the gateway's, and new. */
  @FunctionalInterface
  public interface Trust {
    boolean isFromGateway(Reply reply);
  }

  /**
   * A reply as the gateway passes it on.
   *
   * @param id the gateway's own
   * @param time milliseconds since 1970, part of what is signed
   */
  public record Reply(String id, MobileNumber phone, String text, String time, String sign) {
    /** What the gateway signs beside the time. */
    public String signed() {
      return id + "\n" + phone.value() + "\n" + text;
    }

    /** Without the number. */
    @Override
    public String toString() {
      return "Reply[id=" + id + "]";
    }
  }

  /**
   * What became of a reply.
   *
   * @param code why it was not taken: no keyword, no offer, or the rule that refused it
   */
  public record Taken(boolean taken, Optional<String> state, Optional<String> code) {
    static Taken not(String code) {
      return new Taken(false, Optional.empty(), Optional.of(code));
    }
  }

  /** Throws only when the reply is not the gateway's: all else the gateway need not send again. */
  public Taken take(Reply reply) {
    if (!trust.isFromGateway(reply)) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    Optional<Keyword> keyword = Keyword.of(reply.text());
    if (keyword.isEmpty()) {
      return Taken.not("no-keyword");
    }
    return counter
        .database()
        .read(sql -> AlertStore.findTexted(sql, vault.hash(reply.phone().value())))
        .map(offer -> answer(reply, keyword.get(), offer))
        .orElseGet(() -> Taken.not("no-offer"));
  }

  private Taken answer(Reply reply, Keyword keyword, AssignmentId offer) {
    var phone =
        counter
            .database()
            .read(
                sql ->
                    DeviceStore.owner(sql, assignments.find(sql, offer).orElseThrow().volunteer()));
    var command = UUID.nameUUIDFromBytes(("sms/" + reply.id()).getBytes(StandardCharsets.UTF_8));
    try {
      JsonNode done =
          switch (keyword) {
            case ACCEPT -> desk.perform(phone, command, offer, "accept", Json.tree(Map.of()));
            case DECLINE ->
                desk.perform(phone, command, offer, "decline", Json.tree(Map.of("reason", REASON)));
          };
      counter.work(
          work -> {
            AlertStore.noteAnswered(work.tx(), offer, work.now());
            return offer;
          });
      return new Taken(true, Optional.of(done.path("state").asText()), Optional.empty());
    } catch (RefusedException e) {
      return Taken.not(e.refusal().code());
    }
  }
}
