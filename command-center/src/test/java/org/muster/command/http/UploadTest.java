package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.http.Call.Upload;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

@Timeout(60)
class UploadTest {
  private static final int BYTES_MAX = 3_000_000;
  private static final String BOUNDARY = "----muster";
  private static final String PATH = "/imports?kind=roster";

  @TempDir Path uploads;
  private Edge edge;
  private final ConcurrentLinkedQueue<byte[]> contents = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Upload> files = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() {
    edge =
        Edge.with(
            settings -> settings.withUploadBytesMax(BYTES_MAX),
            uploads,
            100,
            api -> api.on("startImport", Access.of(Role.DISPATCHER), this::keep));
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void everyByteOfAFileArrives() {
    long seed = System.nanoTime();
    byte[] file = new byte[BYTES_MAX];
    new Random(seed).nextBytes(file);
    byte[] trap =
        ("\r\n--" + BOUNDARY.substring(1) + "\r\n\0\r\n").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(trap, 0, file, file.length - trap.length, trap.length);

    var answer = upload(PATH, BodyPublishers.ofByteArray(form("file", "花名册.xlsx", file)));

    assertEquals(202, answer.statusCode(), answer::body);
    assertArrayEquals(file, contents.remove(), "seed " + seed);
    assertEquals("花名册.xlsx", files.element().name());
  }

  @Test
  void aLongUploadNeverStandsStill() {
    byte[] file = new byte[BYTES_MAX];
    for (int round = 0; round < 20; round++) {
      var form =
          BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form("file", "a", file)));
      assertEquals(202, upload(PATH, form).statusCode());
      assertEquals(BYTES_MAX, contents.remove().length);
    }
  }

  @Test
  void theFileIsGoneAfterTheAnswer() throws IOException {
    upload(PATH, BodyPublishers.ofByteArray(form("file", "a", new byte[1000])));
    assertFalse(Files.exists(files.remove().file()));
    var failed = upload(PATH, BodyPublishers.ofByteArray(form("file", "fail", new byte[1000])));
    assertEquals(500, failed.statusCode());
    assertFalse(Files.exists(files.remove().file()));
    assertEquals(List.of(), left());
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAndRemoved() throws IOException {
    byte[] byOne = form("file", "a", new byte[BYTES_MAX + 1]);
    assertTooLarge(upload(PATH, BodyPublishers.ofByteArray(byOne)));
    byte[] byFar = form("file", "a", new byte[BYTES_MAX * 4]);
    assertTooLarge(upload(PATH, BodyPublishers.ofByteArray(byFar)));
    var undeclared = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(byFar));
    assertTooLarge(upload(PATH, undeclared));
    var otherField =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form("x", "a", byFar)));
    assertTooLarge(upload(PATH, otherField));
    assertEquals(List.of(), left());
    assertTrue(contents.isEmpty());
  }

  @Test
  void anUploadWithoutFileSaysWhatIsMissing() {
    for (byte[] form : List.of(form("other", "a", new byte[10]), field())) {
      var answer = upload(PATH, BodyPublishers.ofByteArray(form));
      assertEquals(400, answer.statusCode());
      var error = Json.parse(answer.body()).path("errors").path(0);
      assertEquals("file", error.path("field").asText());
      assertTrue(error.path("reason").asText().contains("multipart/form-data"));
    }
  }

  @Test
  void aBodyThatIsNoFormIsNotSupported() {
    var answer =
        edge.send(
            dispatcher(PATH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertEquals(400, answer.statusCode());
    assertEquals("unsupported", Json.parse(answer.body()).path("code").asText());
  }

  @Test
  void aFormWithoutItsEndIsUnreadable() throws IOException {
    byte[] form = form("file", "a", new byte[100_000]);
    for (int cut : List.of(5, BOUNDARY.length() + 8, 50_000)) {
      byte[] broken = Arrays.copyOf(form, form.length - cut);
      var answer = upload(PATH, BodyPublishers.ofByteArray(broken));
      assertEquals("unreadable", Json.parse(answer.body()).path("code").asText(), "cut " + cut);
    }
    assertEquals(List.of(), left());
    assertTrue(contents.isEmpty());
    byte[] whole = Arrays.copyOf(form, form.length - "\r\n".length());
    assertEquals(202, upload(PATH, BodyPublishers.ofByteArray(whole)).statusCode());
  }

  @Test
  void parametersAreCheckedBeforeTheFileIsTaken() {
    var answer =
        upload("/imports?kind=songs", BodyPublishers.ofByteArray(form("file", "a", new byte[10])));
    assertEquals(400, answer.statusCode());
    assertEquals("kind", Json.parse(answer.body()).path("errors").path(0).path("field").asText());
    assertTrue(files.isEmpty());
  }

  @Test
  void strangersStoreNothing() throws IOException {
    var request =
        HttpRequest.newBuilder(edge.uri(Contract.ROOT + PATH))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(form("file", "a", new byte[100_000])));
    assertEquals(401, edge.send(request).statusCode());
    assertEquals(List.of(), left());
  }

  @Test
  void anUploadCutShortLeavesNothingBehind() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.uri("/").getPort())) {
      String head =
          """
          POST %s%s HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Type: multipart/form-data; boundary=%s\r
          Content-Length: 1000000\r
          \r
          """
              .formatted(Contract.ROOT, PATH, Edge.token(Role.DISPATCHER), BOUNDARY);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(form("file", "a", new byte[50_000]), 0, 40_000);
      socket.getOutputStream().flush();
      await(() -> left().size() == 1 && Files.size(left().getFirst()) > 0);
    }
    await(() -> left().isEmpty());
    assertTrue(contents.isEmpty());
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      Thread.onSpinWait();
    }
  }

  private Answer keep(Call call) {
    Upload upload = call.upload().orElseThrow();
    files.add(upload);
    if (upload.name().equals("fail")) {
      throw new IllegalStateException("as asked for");
    }
    try {
      contents.add(Files.readAllBytes(upload.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.accepted(Map.of("kind", call.query("kind").orElseThrow()));
  }

  private static void assertTooLarge(HttpResponse<String> answer) {
    assertEquals(413, answer.statusCode(), answer::body);
    assertEquals("too-large", Json.parse(answer.body()).path("code").asText());
  }

  private HttpResponse<String> upload(String path, BodyPublisher form) {
    return edge.send(
        dispatcher(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(form));
  }

  private HttpRequest.Builder dispatcher(String path) {
    return HttpRequest.newBuilder(edge.uri(Contract.ROOT + path))
        .header("Authorization", "Bearer " + Edge.token(Role.DISPATCHER));
  }

  private List<Path> left() throws IOException {
    try (var files = Files.list(uploads)) {
      return files.toList();
    }
  }

  private static byte[] form(String field, String name, byte[] file) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        """
        --%s\r
        Content-Disposition: form-data; name="%s"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(BOUNDARY, field, name)
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(file);
    out.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static byte[] field() {
    return """
    --%s\r
    Content-Disposition: form-data; name="file"\r
    \r
    text\r
    --%s--\r
    """
        .formatted(BOUNDARY, BOUNDARY)
        .getBytes(StandardCharsets.UTF_8);
  }
}
