package org.muster.command;

import java.time.Duration;
import java.time.InstantSource;
import org.muster.command.alert.AlertLoop;
import org.muster.command.alert.AlertTexts;
import org.muster.command.alert.Roads;
import org.muster.command.desk.DeadLetterDesk;
import org.muster.command.desk.RobotDesk;
import org.muster.command.desk.SmsReplyDesk;
import org.muster.command.http.AlertRoutes;
import org.muster.command.http.Api;
import org.muster.command.text.Messages;
import org.muster.model.delivery.Retries;

/** The channels beside the sockets: texts, group robots, and what people answer. */
final class Alerting {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** About a quarter of an hour in all. */
  private static final Retries RETRIES =
      new Retries(Duration.ofSeconds(5), Duration.ofMinutes(5), 8);

  private Alerting() {}

  /** What alerts are made of. */
  record Ends(Texting texting, Messages messages, InstantSource clock) {}

  static void start(Foundation on, Parts parts, Ends ends) {
    var settings = on.settings();
    var platforms =
        new Roads.Platforms(
            settings.robots().dingTalk(), settings.robots().weCom(), settings.robots().feishu());
    var texts = new AlertTexts(ends.messages(), settings.sms().templates().offer());
    var roads =
        new Roads(
            new Roads.Parts(ends.texting().sms(), on.vault(), platforms), texts, ends.clock());
    parts.add("alerts", SOON, new AlertLoop(on.inner(), roads, RETRIES, ends.clock())).start();
  }

  static void mount(Api api, Foundation on, Desks desks, Texting texting) {
    new AlertRoutes(
            new DeadLetterDesk(desks.counter()),
            new SmsReplyDesk(desks.counter(), desks.assignments(), on.vault(), texting.trust()),
            new RobotDesk(desks.counter(), on.vault()))
        .mount(api);
  }
}
