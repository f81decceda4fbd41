package org.muster.command.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.command.settings.RawSettings.Written;
import org.muster.command.settings.Settings.Tls;
import org.muster.model.matching.TravelTable;

/**
 * Hands out one value after the other in the type it must have, and remembers what it handed out.
 *
 * <p>A value of the wrong type or beyond its limits ends the start with a sentence that names its
 * key and place.
 */
final class TypedSettings {
  private static final String DEFAULT = "default";

  private final RawSettings raw;
  private final Path home;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Written> effective = new LinkedHashMap<>();

  TypedSettings(RawSettings raw, Path home) {
    this.raw = raw;
    this.home = home;
  }

  Optional<String> find(String key) {
    known.add(key);
    var written = raw.find(key).filter(w -> !w.value().isBlank());
    written.ifPresent(w -> effective.put(key, w));
    return written.map(Written::value);
  }

  String text(String key, String preset) {
    return find(key).orElseGet(() -> preset(key, preset));
  }

  int integer(String key, int preset, int min, int max) {
    String text = text(key, String.valueOf(preset));
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < min
        || Integer.parseInt(text) > max) {
      throw wrong(
          key,
          "应为 %d 至 %d 的整数".formatted(min, max),
          "expected a whole number from %d to %d".formatted(min, max));
    }
    return Integer.parseInt(text);
  }

  boolean flag(String key, boolean preset) {
    return choice(key, String.valueOf(preset), List.of("true", "false")).equals("true");
  }

  String choice(String key, String preset, List<String> values) {
    String text = text(key, preset);
    if (!values.contains(text)) {
      String list = String.join(" | ", values);
      throw wrong(key, "应为 " + list, "expected " + list);
    }
    return text;
  }

  Duration duration(String key, String preset, Duration min, Duration max) {
    return Quantities.duration(text(key, preset))
        .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0)
        .orElseThrow(
            () ->
                wrong(
                    key,
                    "应为 %s 至 %s 的时长，如 30 s、10 min、12 h、3 d"
                        .formatted(Quantities.written(min), Quantities.written(max)),
                    "expected a span of time from %s to %s, such as 30 s, 10 min, 12 h, 3 d"
                        .formatted(Quantities.written(min), Quantities.written(max))));
  }

  LocalTime time(String key, String preset) {
    try {
      return LocalTime.parse(text(key, preset));
    } catch (DateTimeParseException e) {
      throw wrong(key, "应为时刻，如 07:00", "expected a time of day, such as 07:00");
    }
  }

  long bytes(String key, String preset, long max) {
    return Quantities.bytes(text(key, preset))
        .filter(value -> value > 0 && value <= max)
        .orElseThrow(
            () ->
                wrong(
                    key,
                    "应为不超过 %d MiB 的大小，如 64 KiB、1 MiB".formatted(max >> 20),
                    "expected an amount of at most %d MiB, such as 64 KiB, 1 MiB"
                        .formatted(max >> 20)));
  }

  /** A path; when relative, seen from the folder that holds {@code config/}. */
  Path path(String key, String preset) {
    return home.resolve(text(key, preset)).normalize();
  }

  Optional<Path> findPath(String key) {
    return find(key).map(text -> home.resolve(text).normalize());
  }

  Optional<Path> findReadable(String key) {
    var path = findPath(key);
    if (path.filter(p -> !Files.isReadable(p)).isPresent()) {
      throw wrong(key, "找不到可读的文件", "there is no readable file");
    }
    return path;
  }

  Optional<TravelTable> findTravelTimes(String key) {
    var file = findReadable(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TravelTimesFile.read(file.get()));
    } catch (TravelTimesFile.Faulty e) {
      throw wrong(key, e.zh, e.en);
    }
  }

  /** Certificate and key of a section of the settings, both or none. */
  Optional<Tls> tls(String section) {
    String certKey = section + ".tlsCert";
    String keyKey = section + ".tlsKey";
    var cert = findReadable(certKey);
    var key = findReadable(keyKey);
    if (cert.isPresent() != key.isPresent()) {
      throw wrong(
          cert.isPresent() ? keyKey : certKey,
          "证书 %s 与私钥 %s 须同时给出".formatted(certKey, keyKey),
          "the certificate %s and the key %s are needed together".formatted(certKey, keyKey));
    }
    return cert.flatMap(c -> key.map(k -> new Tls(c, k)));
  }

  /** A complaint about the value that is in force for a key. */
  NotStartedException wrong(String key, String zh, String en) {
    var written = effective.getOrDefault(key, new Written("", DEFAULT));
    String value = SettingsForm.SECRETS.contains(key) ? "******" : written.value();
    return NotStartedException.settings(
        "设置 %s（%s）的值“%s”无效：%s。".formatted(key, written.place(), value, zh),
        "Setting %s (%s) has the value \"%s\", which is not valid: %s."
            .formatted(key, written.place(), value, en));
  }

  Set<String> known() {
    return known;
  }

  Map<String, Written> effective() {
    return effective;
  }

  private String preset(String key, String value) {
    effective.put(key, new Written(value, DEFAULT));
    return value;
  }
}
