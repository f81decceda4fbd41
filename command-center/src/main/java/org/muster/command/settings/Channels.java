package org.muster.command.settings;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** The roads to people beside the sockets, and when they are taken. */
public record Channels(Sms sms, Robots robots, Push push, Alerts alerts) {

  /**
   * The city's SMS gateway.
   *
   * @param url none where no texts are sent
   * @param signature the registered signature (短信签名), without brackets
   */
  public record Sms(
      Optional<URI> url,
      String account,
      String secret,
      String signature,
      int perSecond,
      SmsTemplates templates) {
    @Override
    public String toString() {
      return "Sms[url=" + url + "]";
    }
  }

  /** The registered forms of the texts (报备模板), by the gateway's own names. */
  public record SmsTemplates(String signInCode, String offer) {}

  /** Where group robots are spoken to; a robot's own token is put behind it. */
  public record Robots(String dingTalk, String weCom, String feishu) {}

  /**
   * When an offer falls to the next channel.
   *
   * @param pushAfter what no phone has stored by then wakes those that take pushes
   * @param textAfter what no phone has stored by then is sent as a text
   * @param remindAfter what nobody has answered by then is
   * @param callAfter what nobody has answered by then is called about
   * @param quietFrom with {@code quietUntil} the hours without pushes and texts, but in 紧急
   */
  public record Alerts(
      Duration pushAfter,
      Duration textAfter,
      Duration remindAfter,
      Duration callAfter,
      LocalTime quietFrom,
      LocalTime quietUntil) {}

  /**
   * Pushes that wake a phone whose page is closed (Web Push).
   *
   * @param contact whom a push service turns to, {@code mailto:} or {@code https:} (RFC 8292); none
   *     where nothing is pushed
   * @param services hosts of the push services that are trusted; {@code *.} stands for any one
   *     beneath
   */
  public record Push(Optional<URI> contact, List<String> services, int perSecond) {}
}
