package org.muster.command.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values as they were written, each with the place where it was, before anybody checks them.
 */
final class RawSettings {
  /** Read by the scripts that start the process, not by the process. */
  private static final Set<String> OF_SCRIPTS = Set.of("MUSTER_JAVA_OPTIONS");

  private static final String PREFIX = "MUSTER_";

  /** One value and the file, variable or option it comes from. */
  record Written(String value, String place) {}

  private final Map<String, Written> file = new LinkedHashMap<>();
  private final Map<String, String> environment;
  private final Map<String, Written> options;

  RawSettings(Optional<Path> file, Map<String, String> environment, Map<String, Written> options) {
    this.environment = environment;
    this.options = options;
    file.ifPresent(this::readFile);
  }

  Optional<Written> find(String key) {
    var option = options.get(key);
    if (option != null) {
      return Optional.of(option);
    }
    String variable = variable(key);
    String value = environment.get(variable);
    return value == null
        ? Optional.ofNullable(file.get(key))
        : Optional.of(new Written(value, variable));
  }

  /** Throws when something was written that nobody reads: most likely a slip of the pen. */
  void refuseAllBut(Set<String> known) {
    file.forEach(
        (key, written) -> {
          if (!known.contains(key)) {
            throw unknown(key, written.place());
          }
        });
    for (String name : environment.keySet()) {
      boolean ours = name.startsWith(PREFIX) && !OF_SCRIPTS.contains(name);
      if (ours && known.stream().noneMatch(key -> variable(key).equals(name))) {
        throw unknown(name, "environment");
      }
    }
  }

  /** {@code server.tlsCert} is {@code MUSTER_SERVER_TLS_CERT}. */
  static String variable(String key) {
    return PREFIX
        + key.replace('.', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  private void readFile(Path path) {
    try {
      JsonNode tree =
          YAMLMapper.builder()
              .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(Files.readString(path));
      if (tree instanceof ObjectNode root) {
        flatten("", root, path.toString());
      } else if (!tree.isMissingNode() && !tree.isNull()) {
        throw unreadable(path, "not a table of keys");
      }
    } catch (JsonProcessingException e) {
      throw unreadable(path, e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(path, e.toString());
    }
  }

  private void flatten(String prefix, ObjectNode node, String place) {
    for (var entry : node.properties()) {
      String key = prefix + entry.getKey();
      switch (entry.getValue()) {
        case ObjectNode inner -> flatten(key + ".", inner, place);
        case JsonNode none when none.isNull() -> {}
        case JsonNode value when value.isValueNode() ->
            file.put(key, new Written(value.asText(), place));
        default ->
            throw NotStartedException.settings(
                "设置 %s（%s）应为单个值，不能是列表。".formatted(key, place),
                "Setting %s (%s) must be a single value, not a list.".formatted(key, place));
      }
    }
  }

  private static NotStartedException unknown(String key, String place) {
    return NotStartedException.settings(
        "没有名为 %s 的设置（%s），请检查拼写。".formatted(key, place),
        "There is no setting named %s (%s); please check the spelling.".formatted(key, place));
  }

  private static NotStartedException unreadable(Path path, String reason) {
    return NotStartedException.settings(
        "设置文件 %s 无法读取：%s".formatted(path, reason),
        "The settings file %s cannot be read: %s".formatted(path, reason));
  }
}
