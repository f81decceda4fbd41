package org.muster.model.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.model.RefusedException;

/**
 * The one JSON form of the project: camelCase records, ISO-8601 times, ids as text, absent left
 * out.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new WireModule())
          .annotationIntrospector(new EnumNames())
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .serializationInclusion(JsonInclude.Include.NON_ABSENT)
          .build();

  private static final String WRONG_KIND = "of a wrong kind";

  private Json() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass().getName(), e);
    }
  }

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass().getName(), e);
    }
  }

  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Parses what came from outside; throws {@link RefusedException} when it is no JSON. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw RefusedException.invalid("", "not JSON" + place(e.getLocation()));
    }
  }

  /**
   * Reads what is too long to be held as a whole; its members are read one by one with {@link
   * JsonParser#readValueAsTree()}.
   */
  public static JsonParser parser(InputStream in) throws IOException {
    JsonParser parser = MAPPER.createParser(in);
    parser.setCodec(MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
    return parser;
  }

  public static <T> T read(String text, Class<T> type) {
    return decode(parse(text), type);
  }

  /** Decodes what came from outside; throws {@link RefusedException} with the field at fault. */
  public static <T> T decode(JsonNode node, Class<T> type) {
    try {
      T value = MAPPER.treeToValue(node, type);
      if (value == null) {
        throw RefusedException.invalid("", "missing");
      }
      return value;
    } catch (JsonMappingException e) {
      throw refused(e);
    } catch (JsonProcessingException e) {
      throw RefusedException.invalid("", WRONG_KIND);
    }
  }

  /** A record's own refusal, with the path to the record put in front; or else the parser's. */
  private static RefusedException refused(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
            .collect(Collectors.joining("."))
            .replace(".[", "[");
    return e.getCause() instanceof RefusedException own
        ? new RefusedException(
            own.refusal(), own.problems().stream().map(p -> p.under(path)).toList())
        : RefusedException.invalid(path, reason(e));
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** What a record said of a wrong value; the parser would name our classes. */
  private static String reason(JsonMappingException e) {
    Throwable cause = e.getCause();
    boolean ours =
        cause instanceof IllegalArgumentException || cause instanceof NullPointerException;
    String said = cause == null || !ours ? null : cause.getMessage();
    return said == null ? WRONG_KIND : said;
  }
}
