package org.muster.command;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.PhoneSignInDesk.CodeSender;
import org.muster.command.desk.SmsReplyDesk;
import org.muster.command.notify.Channel;
import org.muster.command.notify.Courier;
import org.muster.command.notify.GatewaySignature;
import org.muster.command.notify.Message;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.RateLimit;
import org.muster.command.notify.SmsGateway;
import org.muster.command.practice.PracticeGateway;
import org.muster.command.settings.Channels;
import org.muster.command.settings.Settings;
import org.muster.command.text.Messages;

/**
 * Texts to phones: through the city's gateway, in a trial without one through the practice gateway,
 * else not at all.
 *
 * @param practicePage where the texts of a trial are looked at
 */
record Texting(
    Channel sms, SmsReplyDesk.Trust trust, CodeSender codes, Optional<URI> practicePage) {
  private static final int PRACTICE_PORT = 8082;

  /** A text that would wait longer is better tried again. */
  private static final Duration TURN_MAX = Duration.ofSeconds(20);

  private static final Duration SOON = Duration.ofSeconds(1);

  static Texting open(Settings settings, Parts parts, Messages messages, InstantSource clock) {
    var sms = settings.channels().sms();
    Optional<PracticeGateway> practice =
        sms.url().isEmpty() && settings.demo().trial()
            ? Optional.of(
                parts.add("practice gateway", SOON, PracticeGateway.open(PRACTICE_PORT, clock)))
            : Optional.empty();
    var line = practice.map(gateway -> practiceLine(gateway, sms)).or(() -> cityLine(sms));
    Channel channel =
        line.map(to -> limited(new SmsGateway(to, clock), sms.perSecond()))
            .orElse(_ -> new Refused("there is no gateway"));
    var courier = parts.add("courier", SOON, new Courier(channel));
    return new Texting(
        channel,
        line.<SmsReplyDesk.Trust>map(to -> trust(to.secret(), clock)).orElse(_ -> false),
        codes(courier, messages, sms.templates()),
        practice.map(PracticeGateway::page));
  }

  private static SmsReplyDesk.Trust trust(String secret, InstantSource clock) {
    var signature = new GatewaySignature(secret);
    return reply -> signature.isValid(reply.time(), reply.sign(), reply.signed(), clock.instant());
  }

  private static SmsGateway.Line practiceLine(PracticeGateway gateway, Channels.Sms sms) {
    return new SmsGateway.Line(
        gateway.address(), PracticeGateway.ACCOUNT, PracticeGateway.SECRET, sms.signature());
  }

  private static Optional<SmsGateway.Line> cityLine(Channels.Sms sms) {
    return sms.url()
        .map(url -> new SmsGateway.Line(url, sms.account(), sms.secret(), sms.signature()));
  }

  private static Channel limited(Channel channel, int perSecond) {
    return new RateLimit(channel, Duration.ofSeconds(1).dividedBy(perSecond), TURN_MAX);
  }

  private static CodeSender codes(
      Courier courier, Messages messages, Channels.SmsTemplates templates) {
    return (phone, code, goodFor) -> {
      String minutes = Long.toString(goodFor.toMinutes());
      courier.send(
          new Message(
              UUID.randomUUID().toString(),
              phone.value(),
              templates.signInCode(),
              Map.of("code", code, "minutes", minutes),
              messages.text("sms.signInCode", Messages.CHINESE, code, minutes)));
    };
  }
}
