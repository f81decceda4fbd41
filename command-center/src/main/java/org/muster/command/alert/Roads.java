package org.muster.command.alert;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.command.notify.Channel;
import org.muster.command.notify.DingTalkRobot;
import org.muster.command.notify.FeishuRobot;
import org.muster.command.notify.JsonPost;
import org.muster.command.notify.Outcome;
import org.muster.command.notify.Outcome.Gone;
import org.muster.command.notify.Outcome.Refused;
import org.muster.command.notify.Outcome.Taken;
import org.muster.command.notify.RateLimit;
import org.muster.command.notify.WeComRobot;
import org.muster.command.secret.Vault;
import org.muster.command.store.DueAlerts.Due;
import org.muster.command.store.DueAlerts.Robot;
import org.muster.command.store.Sealed;

/** Finds the channel of an alert and gives it the words. */
public final class Roads {
  /** The platforms take 20 messages a minute of each robot. */
  private static final Duration ROBOT_EVERY = Duration.ofSeconds(3);

  private static final Duration ROBOT_TURN_MAX = Duration.ofSeconds(10);

  /** Robots whose turns are remembered; far more than speak within a minute. */
  private static final int ROBOTS_MAX = 2_000;

  private final Channel sms;
  private final Channel push;
  private final Consumer<Sealed> gone;
  private final Vault vault;
  private final Platforms platforms;
  private final AlertTexts texts;
  private final InstantSource clock;
  private final JsonPost post = new JsonPost();
  private final Map<String, Channel> robots =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Channel> eldest) {
          return size() > ROBOTS_MAX;
        }
      };

  /** Where robots of each kind are spoken to; the robot's token is put behind it. */
  public record Platforms(String dingTalk, String weCom, String feishu) {}

  /**
   * What is spoken through.
   *
   * @param gone is told of subscriptions the push service no longer knows
   */
  public record Parts(
      Channel sms, Channel push, Consumer<Sealed> gone, Vault vault, Platforms platforms) {}

  public Roads(Parts parts, AlertTexts texts, InstantSource clock) {
    this.sms = parts.sms();
    this.push = parts.push();
    this.gone = parts.gone();
    this.vault = parts.vault();
    this.platforms = parts.platforms();
    this.texts = texts;
    this.clock = clock;
  }

  Outcome send(Due alert) {
    return switch (alert.channel()) {
      case PUSH -> push(alert);
      case SMS -> text(alert);
      case ROBOT ->
          alert
              .robot()
              .map(robot -> robot(robot).send(texts.toCall(alert)))
              .orElseGet(() -> new Refused("the unit has no robot"));
      case CALL -> new Refused("people call, not machines");
    };
  }

  /** Wakes every phone of the person; one that has it is enough. */
  private Outcome push(Due alert) {
    Outcome told = new Refused("no phone takes pushes");
    for (Sealed subscription : alert.subscriptions()) {
      switch (push.send(texts.push(alert, vault.decrypt(subscription.bytes())))) {
        case Gone _ -> gone.accept(subscription);
        case Taken taken -> told = taken;
        case Outcome other -> told = told instanceof Taken ? told : other;
      }
    }
    return told;
  }

  private Outcome text(Due alert) {
    return alert
        .phone()
        .map(phone -> sms.send(texts.offer(alert, vault.decrypt(phone.bytes()))))
        .orElseGet(() -> new Refused("the person is gone"));
  }

  private synchronized Channel robot(Robot robot) {
    String token = vault.decrypt(robot.token().bytes());
    Optional<String> secret = robot.secret().map(Sealed::bytes).map(vault::decrypt);
    return robots.computeIfAbsent(
        robot.kind() + "/" + token + "/" + secret.orElse(""),
        _ -> new RateLimit(of(robot.kind(), token, secret), ROBOT_EVERY, ROBOT_TURN_MAX));
  }

  private Channel of(String kind, String token, Optional<String> secret) {
    return switch (kind) {
      case "dingTalk" ->
          new DingTalkRobot(URI.create(platforms.dingTalk() + token), secret, post, clock);
      case "weCom" -> new WeComRobot(URI.create(platforms.weCom() + token), post);
      case "feishu" -> new FeishuRobot(URI.create(platforms.feishu() + token), secret, post, clock);
      default -> throw new IllegalStateException("no such robot: " + kind);
    };
  }
}
