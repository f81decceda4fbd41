package org.muster.command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.command.alert.AlertLoop;
import org.muster.command.alert.AlertTexts;
import org.muster.command.alert.Roads;
import org.muster.command.desk.DeadLetterDesk;
import org.muster.command.desk.PushDesk;
import org.muster.command.desk.RobotDesk;
import org.muster.command.desk.SmsReplyDesk;
import org.muster.command.http.AlertRoutes;
import org.muster.command.http.Api;
import org.muster.command.http.PushRoutes;
import org.muster.command.notify.Channel;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.RateLimit;
import org.muster.command.notify.WebPushes;
import org.muster.command.settings.Channels;
import org.muster.command.text.Messages;
import org.muster.model.delivery.Retries;

/**
 * The channels beside the sockets: pushes, texts, group robots, and what people answer.
 *
 * @param pushes none where nothing is pushed
 */
record Alerting(
    Foundation on,
    Texting texting,
    Optional<PushDesk> pushes,
    Messages messages,
    InstantSource clock) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(10);

  /** About a quarter of an hour in all. */
  private static final Retries RETRIES =
      new Retries(Duration.ofSeconds(5), Duration.ofMinutes(5), 8);

  static Alerting open(Foundation on, Texting texting, Messages messages, InstantSource clock) {
    Channels.Push push = on.settings().channels().push();
    return new Alerting(
        on,
        texting,
        push.contact().map(_ -> new PushDesk(on.inner(), on.vault(), push.services())),
        messages,
        clock);
  }

  void start(Parts parts) {
    var channels = on.settings().channels();
    var platforms =
        new Roads.Platforms(
            channels.robots().dingTalk(), channels.robots().weCom(), channels.robots().feishu());
    var texts = new AlertTexts(messages, channels.sms().templates().offer());
    var roads =
        new Roads(
            new Roads.Parts(
                texting.sms(),
                waking(channels.push()),
                gone -> pushes.ifPresent(desk -> desk.forget(gone)),
                on.vault(),
                platforms),
            texts,
            clock);
    parts.add("alerts", SOON, new AlertLoop(on.inner(), roads, RETRIES, clock)).start();
  }

  private Channel waking(Channels.Push push) {
    return push.contact()
        .<Channel>flatMap(
            contact ->
                pushes.map(
                    keeper ->
                        new RateLimit(
                            new WebPushes(contact, keeper.keys()),
                            SECOND.dividedBy(push.perSecond()),
                            SOON)))
        .orElse(_ -> new Refused("nothing is pushed here"));
  }

  void mount(Api api, Desks desks) {
    new AlertRoutes(
            new DeadLetterDesk(desks.counter()),
            new SmsReplyDesk(desks.counter(), desks.assignments(), on.vault(), texting.trust()),
            new RobotDesk(desks.counter(), on.vault()))
        .mount(api);
    new PushRoutes(pushes, clock).mount(api);
  }
}
