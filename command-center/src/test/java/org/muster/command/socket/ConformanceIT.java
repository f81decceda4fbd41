package org.muster.command.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.socket.RawSocket.BINARY;
import static org.muster.command.socket.RawSocket.CLOSE;
import static org.muster.command.socket.RawSocket.CONTINUATION;
import static org.muster.command.socket.RawSocket.FINAL;
import static org.muster.command.socket.RawSocket.PING;
import static org.muster.command.socket.RawSocket.PONG;
import static org.muster.command.socket.RawSocket.RESERVED;
import static org.muster.command.socket.RawSocket.TEXT;
import static org.muster.command.socket.RawSocket.UPGRADE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.command.socket.SocketWorld.Quick;
import org.muster.model.wire.Frames;

/** The socket obeys RFC 6455, with clients that do and with clients that do not. */
class ConformanceIT {
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NOT_UTF_8 = 1007;
  private static final int TOO_LARGE = 1009;
  private static final int MALFORMED = 4400;
  private static final int SILENT = 4408;
  private static final int TOO_FAST = 4429;
  private static final String ASK = "{\"type\":\"ping\"}";
  private static SocketWorld world;

  @BeforeAll
  static void open() {
    world = new SocketWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String hello(SocketWorld at) {
    return """
    {"type":"hello","ticket":"%s","device":"raw"}\
    """
        .formatted(at.ticket(UUID.randomUUID()));
  }

  private static RawSocket connected() throws IOException {
    return new RawSocket(world.port());
  }

  private static RawSocket welcomed() throws IOException {
    return welcomed(world);
  }

  private static RawSocket welcomed(SocketWorld at) throws IOException {
    var socket = new RawSocket(at.port());
    socket.say(hello(at));
    assertTrue(socket.next(TEXT).text().contains("welcome"));
    assertTrue(socket.next(TEXT).text().contains("caughtUp"));
    return socket;
  }

  private static void assertAnswers(RawSocket socket) throws IOException {
    assertTrue(socket.next(TEXT).text().contains("pong"));
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Test
  void whatIsNoProperRequestForAnUpgradeIsRefused() throws IOException {
    String noKey = UPGRADE.replaceAll("Sec-WebSocket-Key.*\n", "");
    String oldVersion = UPGRADE.replace("Version: 13", "Version: 7");
    String otherUpgrade = UPGRADE.replace("Upgrade: websocket", "Upgrade: telnet");
    assertAnswered(101, UPGRADE);
    assertAnswered(400, noKey);
    assertAnswered(426, oldVersion);
    assertAnswered(426, otherUpgrade);
  }

  private static void assertAnswered(int status, String request) throws IOException {
    String answer = RawSocket.answer(world.port(), request);
    assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
  }

  @Test
  void extensionsAreDeclined() throws IOException {
    String compressing =
        UPGRADE.replace("\n\n", "\nSec-WebSocket-Extensions: permessage-deflate\n\n");
    assertFalse(
        RawSocket.answer(world.port(), compressing).contains("permessage-deflate"),
        "compression was agreed to");
  }

  @Test
  void messageMayComeInPiecesWithAPingBetween() throws IOException {
    byte[] hello = hello(world).getBytes(StandardCharsets.UTF_8);
    try (var socket = connected()) {
      socket.send(TEXT, slice(hello, 0, 7));
      socket.send(CONTINUATION, new byte[0]);
      socket.send(FINAL | PING, "here");
      assertEquals("here", socket.next(PONG).text());
      socket.send(CONTINUATION, slice(hello, 7, 20));
      socket.send(FINAL | CONTINUATION, slice(hello, 20, hello.length));

      assertTrue(socket.next(TEXT).text().contains("welcome"));
    }
  }

  @Test
  void pingIsAnsweredWithItsPayload() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | PING, "");
      assertEquals("", socket.next(PONG).text());
      byte[] longest = new byte[125];
      Arrays.fill(longest, (byte) 0xA7);
      socket.send(FINAL | PING, longest);
      assertArrayEquals(longest, socket.next(PONG).payload());
    }
  }

  @Test
  void pongThatNobodyAskedForIsPassedOver() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | PONG, "unasked");
      socket.say(ASK);
      assertAnswers(socket);
    }
  }

  @Test
  void serverMasksNothingAndSetsNoReservedBit() throws IOException {
    try (var socket = connected()) {
      socket.say(hello(world));
      var frame = socket.read();
      assertEquals(FINAL | TEXT, frame.head());
      assertTrue(frame.text().startsWith("{"), "read without a mask");
    }
  }

  @Test
  void unmaskedFrameIsAProtocolError() throws IOException {
    try (var socket = welcomed()) {
      socket.sendUnmasked(FINAL | TEXT, ASK);
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {RESERVED, RESERVED >> 1, RESERVED >> 2})
  void reservedBitWasPassedOver(int bit) throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | bit | TEXT, ASK);
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF})
  void unknownOpcodeIsAProtocolError(int opcode) throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | opcode, "");
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, PONG, CLOSE})
  void controlFrameInPiecesIsAProtocolError(int opcode) throws IOException {
    try (var socket = welcomed()) {
      socket.send(opcode, "half");
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @Test
  void controlFrameAbove125BytesIsAProtocolError() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | PING, new byte[126]);
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @Test
  void continuationOfNothingIsAProtocolError() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | CONTINUATION, "lost");
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @Test
  void newMessageWithinAMessageIsAProtocolError() throws IOException {
    try (var socket = welcomed()) {
      socket.send(TEXT, "{\"type\":");
      socket.say(ASK);
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  /** Overlong, a surrogate, above the last code point, cut off, and no start of a character. */
  @ParameterizedTest
  @ValueSource(strings = {"c0af", "eda080", "f4908080", "e99b", "80", "ff"})
  void textThatIsNotUtf8WasTakenAsReplacementCharacters(String wrong) throws IOException {
    byte[] text =
        ("{\"type\":\"ping\",\"x\":\"" + "?".repeat(wrong.length() / 2) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    int at = new String(text, StandardCharsets.UTF_8).indexOf('?');
    byte[] bytes = HexFormat.of().parseHex(wrong);
    System.arraycopy(bytes, 0, text, at, bytes.length);
    try (var socket = welcomed()) {
      socket.send(FINAL | TEXT, text);
      assertEquals(NOT_UTF_8, socket.closeCode());
    }
    try (var socket = welcomed()) {
      socket.send(TEXT, slice(text, 0, at + 1));
      socket.send(FINAL | CONTINUATION, slice(text, at + 1, text.length));
      assertEquals(NOT_UTF_8, socket.closeCode());
    }
  }

  @Test
  void characterMayBeCutBetweenPieces() throws IOException {
    byte[] text = "{\"type\":\"ping\",\"x\":\"集结\uFFFD\"}".getBytes(StandardCharsets.UTF_8);
    int cut = new String(text, StandardCharsets.ISO_8859_1).indexOf(0xE9) + 1;
    try (var socket = welcomed()) {
      socket.send(TEXT, slice(text, 0, cut));
      socket.send(FINAL | CONTINUATION, slice(text, cut, text.length));
      assertAnswers(socket);
      socket.send(FINAL | TEXT, text);
      assertAnswers(socket);
    }
  }

  @Test
  void oversizeIsRefusedInOneFrameAndInPieces() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | TEXT, new byte[Frames.FRAME_BYTES_MAX + 1]);
      assertEquals(TOO_LARGE, socket.closeCode());
    }
    String piece = "x".repeat(Frames.FRAME_BYTES_MAX / 2 + 1);
    try (var socket = welcomed()) {
      socket.send(TEXT, piece);
      socket.send(CONTINUATION, piece);
      assertEquals(TOO_LARGE, socket.closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1007, 3000, 4999})
  void closeIsAnsweredWithItsCode(int code) throws IOException {
    try (var socket = welcomed()) {
      socket.sendClose(code);
      assertEquals(code, socket.next(CLOSE).closeCode());
      socket.assertOver();
    }
  }

  @Test
  void closeWithoutACodeIsAnsweredToo() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | CLOSE, "");
      assertEquals(CLOSE, socket.next(CLOSE).opcode());
      socket.assertOver();
    }
  }

  @Test
  void nothingIsHeededAfterAClose() throws IOException {
    try (var socket = welcomed()) {
      socket.sendClose(1000);
      socket.say(ASK);
      assertEquals(1000, socket.next(CLOSE).closeCode());
      socket.assertOver();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999})
  void closeCodeThatMustNotBeSentIsAProtocolError(int code) throws IOException {
    try (var socket = welcomed()) {
      socket.sendClose(code);
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @Test
  void closeOfOneByteIsAProtocolError() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | CLOSE, new byte[1]);
      assertEquals(PROTOCOL_ERROR, socket.closeCode());
    }
  }

  @Test
  void reasonThatIsNotUtf8IsRefusedAsSuch() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | CLOSE, new byte[] {0x03, (byte) 0xE8, (byte) 0xC0, (byte) 0xAF});
      assertEquals(NOT_UTF_8, socket.closeCode());
    }
  }

  @Test
  void serverEndsTheConnectionWhenItsCloseIsAnswered() throws IOException {
    try (var socket = welcomed()) {
      socket.send(FINAL | BINARY, "bytes");
      assertEquals(MALFORMED, socket.next(CLOSE).closeCode());
      socket.sendClose(MALFORMED);
      socket.assertOver();
    }
  }

  @Test
  void whoHangsUpWithoutACloseIsLetGo() throws IOException {
    try (var socket = welcomed()) {
      socket.hangUp();
      socket.assertOver();
    }
  }

  @Test
  void floodOfPingsIsTooFast() throws IOException {
    try (var socket = welcomed()) {
      for (int i = 0; i <= 2 * Quick.SOCKET.framesBurst(); i++) {
        socket.send(FINAL | PING, "");
      }
      var frame = socket.next(PONG);
      while (frame.opcode() == PONG) {
        frame = socket.read();
      }
      assertEquals(TOO_FAST, frame.closeCode());
    }
  }

  @Test
  void frameThatNeverEndsIsASilence() throws IOException {
    var impatient = Quick.sockets(Duration.ofMinutes(1), Duration.ofSeconds(1));
    try (var other = new SocketWorld(impatient, Quick.DELIVERY);
        var socket = welcomed(other)) {
      socket.sendHeadOnly(FINAL | TEXT, 100);
      assertEquals(SILENT, socket.closeCode());
    }
  }
}
