package org.muster.command.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.muster.command.settings.Channels.Alerts;
import org.muster.command.settings.Channels.Push;
import org.muster.command.settings.Channels.Robots;
import org.muster.command.settings.Channels.Sms;
import org.muster.command.settings.Channels.SmsTemplates;

/** Fills in the settings of the roads beside the sockets. */
final class ChannelsForm {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** The push services of Chrome, Firefox, Safari and Edge. */
  private static final String PUSH_SERVICES =
      "fcm.googleapis.com, updates.push.services.mozilla.com, *.push.apple.com,"
          + " *.notify.windows.com";

  private static final Pattern PUSH_SERVICE = Pattern.compile("(\\*\\.)?[a-z0-9.-]+");

  private final TypedSettings typed;

  ChannelsForm(TypedSettings typed) {
    this.typed = typed;
  }

  Channels channels() {
    return new Channels(sms(), robots(), push(), alerts());
  }

  private Push push() {
    return new Push(
        typed
            .find("push.contact")
            .map(text -> address("push.contact", text, List.of("mailto", "https"))),
        pushServices(),
        typed.integer("push.perSecond", 500, 1, 10_000));
  }

  private List<String> pushServices() {
    List<String> hosts =
        Arrays.stream(typed.text("push.services", PUSH_SERVICES).split(","))
            .map(String::strip)
            .toList();
    if (!hosts.stream().allMatch(host -> PUSH_SERVICE.matcher(host).matches())) {
      throw typed.wrong(
          "push.services", "应为以逗号分隔的主机名", "expected names of hosts, separated by commas");
    }
    return hosts;
  }

  private Sms sms() {
    var url = typed.find("sms.url").map(text -> address("sms.url", text, List.of("http", "https")));
    String account = typed.text("sms.account", "muster");
    String secret = typed.find("sms.secret").orElse("");
    if (url.isPresent() && secret.isEmpty()) {
      throw typed.wrong("sms.secret", "设置了 sms.url 时必须给出", "needed where sms.url is set");
    }
    return new Sms(
        url,
        account,
        secret,
        typed.text("sms.signature", "集结"),
        typed.integer("sms.perSecond", 50, 1, 1_000),
        new SmsTemplates(
            typed.text("sms.signInCodeTemplate", "MUSTER_CODE"),
            typed.text("sms.offerTemplate", "MUSTER_OFFER")));
  }

  private Robots robots() {
    return new Robots(
        typed.text("robots.dingTalk", "https://oapi.dingtalk.com/robot/send?access_token="),
        typed.text("robots.weCom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="),
        typed.text("robots.feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/"));
  }

  private Alerts alerts() {
    var alerts =
        new Alerts(
            typed.duration("alerts.pushAfter", "5 s", SECOND, DAY),
            typed.duration("alerts.textAfter", "60 s", SECOND, DAY),
            typed.duration("alerts.remindAfter", "5 min", SECOND, DAY),
            typed.duration("alerts.callAfter", "8 min", SECOND, DAY),
            typed.time("alerts.quietFrom", "00:00"),
            typed.time("alerts.quietUntil", "07:00"));
    if (alerts.textAfter().compareTo(alerts.pushAfter()) < 0) {
      throw typed.wrong(
          "alerts.textAfter", "不应小于 alerts.pushAfter", "expected at least alerts.pushAfter");
    }
    if (alerts.remindAfter().compareTo(alerts.textAfter()) < 0) {
      throw typed.wrong(
          "alerts.remindAfter", "不应小于 alerts.textAfter", "expected at least alerts.textAfter");
    }
    if (alerts.callAfter().compareTo(alerts.remindAfter()) < 0) {
      throw typed.wrong(
          "alerts.callAfter", "不应小于 alerts.remindAfter", "expected at least alerts.remindAfter");
    }
    return alerts;
  }

  private URI address(String key, String text, List<String> schemes) {
    try {
      var address = URI.create(text);
      boolean complete = address.isOpaque() || address.getHost() != null;
      if (complete && schemes.contains(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Told below, with the key.
    }
    throw typed.wrong(
        key,
        "应为以 %s 开头的地址".formatted(String.join(": 或 ", schemes) + ":"),
        "expected an address that begins with %s".formatted(String.join(": or ", schemes) + ":"));
  }
}
