package org.muster.command.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.model.RefusedException;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.EnumNames;

/** Reads the values of a request's query; what is no such value is refused by its name. */
final class Asked {
  private Asked() {}

  static Optional<AreaCode> area(Call call, String name) {
    return call.query(name).map(text -> parsed(name, text, AreaCode::of));
  }

  static AreaCode area(String name, String text) {
    return parsed(name, text, AreaCode::of);
  }

  static <T> Optional<T> id(Call call, String name, Function<java.util.UUID, T> of) {
    return call.query(name).map(text -> of.apply(Commands.id(name, text)));
  }

  static <E extends Enum<E>> Optional<E> word(Call call, String name, Class<E> type) {
    return call.query(name).map(text -> word(name, text, type));
  }

  static int version(Call call) {
    return call.version().orElseThrow(() -> RefusedException.invalid("If-Match", "required"));
  }

  static <E extends Enum<E>> E word(String name, String text, Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> EnumNames.of(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> RefusedException.invalid(name, "unknown"));
  }

  private static <T> T parsed(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid(name, String.valueOf(e.getMessage()));
    }
  }
}
