package org.muster.command.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.muster.command.notify.Message;
import org.muster.command.store.DueAlerts.Due;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.text.Messages;
import org.muster.model.plan.Tier;
import org.muster.model.roster.Eligibility;
import org.muster.model.wire.EnumNames;
import org.muster.model.wire.Json;

/** The words of alerts, in Chinese: short, with the deadline, and without names. */
public final class AlertTexts {
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("M月d日H:mm");

  private final Messages messages;
  private final String offerTemplate;

  /**
   * @param offerTemplate the registered form of the text about an offer
   */
  public AlertTexts(Messages messages, String offerTemplate) {
    this.messages = messages;
    this.offerTemplate = offerTemplate;
  }

  /** The text about an offer, to be answered by 1 or 2. */
  Message offer(Due alert, String phone) {
    var offer = Offer.of(alert);
    return new Message(
        alert.id().toString(),
        phone,
        offerTemplate,
        Map.of(
            "order", offer.order(),
            "arriveBy", offer.arriveBy(),
            "place", offer.place(),
            "answerBy", offer.answerBy()),
        drill(alert)
            + text("sms.offer", offer.order(), offer.arriveBy(), offer.place(), offer.answerBy()));
  }

  /**
   * What wakes the phone: enough to decide whether to look, and nothing personal, since anybody may
   * see a locked screen.
   */
  Message push(Due alert, String subscription) {
    var offer = Offer.of(alert);
    String kind = offer.critical() ? "push.critical" : "push.offer";
    var shown =
        new Shown(
            alert.id().toString(),
            offer.critical(),
            drill(alert) + text(kind),
            text("push.body", offer.order(), offer.arriveBy(), offer.place()));
    return new Message(alert.id().toString(), subscription, "", Map.of(), Json.write(shown));
  }

  private record Shown(String id, boolean critical, String title, String body) {}

  private record Offer(
      String order, String place, String arriveBy, String answerBy, boolean critical) {
    static Offer of(Due alert) {
      JsonNode letter = Json.parse(alert.letter().orElse("{}"));
      return new Offer(
          letter.path("number").asText(letter.path("title").asText()),
          letter.path("communityName").asText(letter.path("community").asText()),
          when(letter.path("arriveBy").asText()),
          when(letter.path("answerBy").asText()),
          letter.path("tier").asText().equals(EnumNames.of(Tier.CRITICAL)));
    }
  }

  /** What a unit's group is told: how many are to be called, and nothing about who. */
  Message toCall(Due alert) {
    return Message.plain(
        alert.id().toString(), drill(alert) + text("robot.toCall", alert.number(), alert.listed()));
  }

  private String drill(Due alert) {
    return alert.space().equals(Origin.LIVE) ? "" : text("alert.drill");
  }

  private String text(String key, Object... values) {
    return messages.text(key, Messages.CHINESE, values);
  }

  private static String when(String time) {
    try {
      Instant at = OffsetDateTime.parse(time).toInstant();
      return WHEN.format(at.atZone(Eligibility.BEIJING));
    } catch (DateTimeParseException e) {
      return time;
    }
  }
}
