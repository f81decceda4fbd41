package org.muster.command.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.command.settings.RawSettings.Written;

/** The settings in force, and where each of them was written. */
public final class EffectiveSettings {
  private static final String MASK = "******";

  private final Settings settings;
  private final Map<String, Written> written;

  private EffectiveSettings(Settings settings, Map<String, Written> written) {
    this.settings = settings;
    this.written = written;
  }

  /** What is asked for: a file (or the usual one, if there), and values by key from options. */
  public record Request(
      Path home, Optional<Path> file, Map<String, String> environment, Options options) {}

  /** Values by key, each with the option that gave it. */
  public record Options(Map<String, String> values, Map<String, String> names) {
    public static Options none() {
      return new Options(Map.of(), Map.of());
    }

    Map<String, Written> written() {
      var all = new LinkedHashMap<String, Written>();
      values.forEach(
          (key, value) -> all.put(key, new Written(value, names.getOrDefault(key, "option"))));
      return all;
    }
  }

  /** Throws {@link NotStartedException} that names the first key at fault. */
  public static EffectiveSettings load(Request request) {
    var usual = Optional.of(request.home().resolve("config/muster.yaml")).filter(Files::exists);
    var raw =
        new RawSettings(
            request.file().or(() -> usual), request.environment(), request.options().written());
    var typed = new TypedSettings(raw, request.home());
    var settings = new SettingsForm(typed).settings();
    raw.refuseAllBut(typed.known());
    return new EffectiveSettings(settings, typed.effective());
  }

  public Settings settings() {
    return settings;
  }

  /** One line per key with its value and place; secrets are masked. */
  public String printed() {
    var lines = new StringBuilder();
    written.forEach(
        (key, value) ->
            lines
                .append(key)
                .append(": ")
                .append(SettingsForm.SECRETS.contains(key) ? MASK : value.value())
                .append("   # ")
                .append(value.place())
                .append('\n'));
    return lines.toString();
  }

  /** Every key and its value in force, secrets included; for checking files against the form. */
  Map<String, Written> written() {
    return written;
  }
}
