package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MapTilesIT {
  private static final int SIZE = 200_000;

  @TempDir Path folder;
  private final byte[] tiles = new byte[SIZE];
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient browser = HttpClient.newHttpClient();
  private Path file;
  private int port;

  @BeforeEach
  void serve() throws Exception {
    new Random(10).nextBytes(tiles);
    file = Files.write(folder.resolve("city.pmtiles"), tiles);
    Router router = Router.router(vertx);
    new MapTiles(file).accept(router);
    HttpServer server = vertx.createHttpServer().requestHandler(router);
    port = server.listen(0, "127.0.0.1").await().actualPort();
  }

  @AfterEach
  void stop() {
    browser.close();
    vertx.close().await();
  }

  @Test
  void aRangeIsAnsweredWithItsVeryBytes() throws Exception {
    HttpResponse<byte[]> answer = ask("GET", "Range", "bytes=16384-81919");
    assertEquals(206, answer.statusCode());
    assertEquals("bytes 16384-81919/200000", header(answer, "Content-Range"));
    assertEquals("bytes", header(answer, "Accept-Ranges"));
    assertEquals("application/vnd.pmtiles", header(answer, "Content-Type"));
    assertArrayEquals(Arrays.copyOfRange(tiles, 16_384, 81_920), answer.body());
  }

  @Test
  void theEndOfTheFileIsAnsweredAsFarAsItGoes() throws Exception {
    HttpResponse<byte[]> last = ask("GET", "Range", "bytes=-100");
    assertEquals("bytes 199900-199999/200000", header(last, "Content-Range"));
    assertArrayEquals(Arrays.copyOfRange(tiles, SIZE - 100, SIZE), last.body());
    HttpResponse<byte[]> over = ask("GET", "Range", "bytes=199990-999999");
    assertEquals(206, over.statusCode());
    assertEquals(10, over.body().length);
  }

  @Test
  void whatLiesBehindTheEndIsRefusedWithTheSize() throws Exception {
    HttpResponse<byte[]> answer = ask("GET", "Range", "bytes=200000-200100");
    assertEquals(416, answer.statusCode());
    assertEquals("bytes */200000", header(answer, "Content-Range"));
    assertEquals(0, answer.body().length);
  }

  @Test
  void withoutARangeTheWholeFileComes() throws Exception {
    HttpResponse<byte[]> answer = ask("GET");
    assertEquals(200, answer.statusCode());
    assertEquals(Optional.empty(), answer.headers().firstValue("Content-Range"));
    assertArrayEquals(tiles, answer.body());
    HttpResponse<byte[]> head = ask("HEAD", "Range", "bytes=0-9");
    assertEquals(200, head.statusCode());
    assertEquals("200000", header(head, "Content-Length"));
  }

  @Test
  void aRangeOfAFileThatWasReplacedIsNotMixedWithTheNewOne() throws Exception {
    String tag = header(ask("HEAD"), "ETag");
    assertEquals(206, ask("GET", "Range", "bytes=0-9", "If-Range", tag).statusCode());
    assertEquals(304, ask("GET", "If-None-Match", tag).statusCode());
    Files.write(file, Arrays.copyOf(tiles, SIZE / 2));
    HttpResponse<byte[]> answer = ask("GET", "Range", "bytes=0-9", "If-Range", tag);
    assertEquals(200, answer.statusCode());
    assertEquals(SIZE / 2, answer.body().length);
    assertNotEquals(tag, header(answer, "ETag"));
  }

  @Test
  void aFileThatWasTakenAwayIsNotThere() throws Exception {
    Files.delete(file);
    assertEquals(404, ask("GET", "Range", "bytes=0-9").statusCode());
  }

  private HttpResponse<byte[]> ask(String method, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + MapTiles.PATH))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return browser.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }
}
