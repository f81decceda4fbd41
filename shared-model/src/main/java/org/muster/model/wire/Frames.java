package org.muster.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.model.RefusedException;

/** Turns frames into text and back; the words in {@code type} stand in one table per direction. */
public final class Frames {
  /** The limit of one frame on the wire (64 KiB). */
  public static final int FRAME_BYTES_MAX = 64 * 1024;

  /** The socket's subprotocol. */
  public static final String PROTOCOL = "muster.v1";

  static final Map<String, Class<? extends ClientFrame>> CLIENT =
      Map.of(
          "hello", ClientFrame.Hello.class,
          "ack", ClientFrame.Ack.class,
          "read", ClientFrame.Read.class,
          "do", ClientFrame.Do.class,
          "position", ClientFrame.PositionFix.class,
          "follow", ClientFrame.Follow.class,
          "ping", Ping.class,
          "pong", Pong.class);
  static final Map<String, Class<? extends ServerFrame>> SERVER =
      Map.of(
          "welcome", ServerFrame.Welcome.class,
          "item", ServerFrame.Item.class,
          "caughtUp", ServerFrame.CaughtUp.class,
          "resync", ServerFrame.Resync.class,
          "done", ServerFrame.Done.class,
          "refused", ServerFrame.RefusedFrame.class,
          "snapshot", ServerFrame.Snapshot.class,
          "change", ServerFrame.Change.class,
          "ping", Ping.class,
          "pong", Pong.class);

  private static final Map<Class<?>, String> NAMES = names();

  private Frames() {}

  public static String write(ClientFrame frame) {
    return text(frame);
  }

  public static String write(ServerFrame frame) {
    return text(frame);
  }

  /**
   * An item frame in UTF-8.
   *
   * @param body JSON text already, in UTF-8, as the mailbox stores it
   */
  public static byte[] item(long seq, byte[] body) {
    byte[] beginning =
        ("{\"type\":\"item\",\"seq\":" + seq + ",\"item\":").getBytes(StandardCharsets.UTF_8);
    byte[] frame = Arrays.copyOf(beginning, beginning.length + body.length + 1);
    System.arraycopy(body, 0, frame, beginning.length, body.length);
    frame[frame.length - 1] = '}';
    return frame;
  }

  /**
   * Reads what a client sent; throws {@link RefusedException} for anything outside the protocol.
   */
  public static ClientFrame readClient(String text) {
    JsonNode node = Json.parse(text);
    var type = CLIENT.get(node.path("type").asText());
    if (type == null) {
      throw RefusedException.invalid("type", "unknown frame type");
    }
    return Json.decode(node, type);
  }

  /**
   * A deed whose particulars cannot be read, without them: it is refused under its id by the same
   * rules as over HTTP, and the phone need not be cut off for it.
   */
  public static Optional<ClientFrame.Do> readBareDeed(String text) {
    try {
      JsonNode node = Json.parse(text);
      if (CLIENT.get(node.path("type").asText()) != ClientFrame.Do.class) {
        return Optional.empty();
      }
      ObjectNode bare = JsonNodeFactory.instance.objectNode();
      List.of("id", "name", "assignment").forEach(name -> bare.set(name, node.get(name)));
      return Optional.of(Json.decode(bare, ClientFrame.Do.class));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  /** Reads what the server sent; empty for a type this client does not know yet. */
  public static Optional<ServerFrame> readServer(String text) {
    JsonNode node = Json.parse(text);
    var type = SERVER.get(node.path("type").asText());
    return type == null ? Optional.empty() : Optional.of(Json.decode(node, type));
  }

  private static String text(Object frame) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", NAMES.get(frame.getClass()));
    node.setAll((ObjectNode) Json.tree(frame));
    return Json.write(node);
  }

  private static Map<Class<?>, String> names() {
    var names = new HashMap<Class<?>, String>();
    CLIENT.forEach((name, type) -> names.put(type, name));
    SERVER.forEach((name, type) -> names.put(type, name));
    return Map.copyOf(names);
  }
}
