package org.muster.command.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.muster.model.delivery.PushSubscription;

/**
 * A push service and the one phone behind it: takes pushes as RFC 8030 has it, and opens them with
 * the phone's own keys after RFC 8291, with nothing of the sender's code.
 */
final class PushReceiver implements AutoCloseable {
  private static final int SALT = 16;
  private static final int POINT = 65;
  private static final int COORDINATE = 32;
  private static final int RECORD_SIZE = 4;

  private final HttpServer server;
  private final KeyPair keys = pair();
  private final byte[] auth = new byte[SALT];
  private final List<Push> pushes = new CopyOnWriteArrayList<>();
  private volatile int status = 201;

  /** A push as it came in. */
  record Push(String text, String urgency, String topic, long keptSeconds, String authorization) {}

  PushReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/push", this::take);
    server.start();
    Arrays.fill(auth, (byte) 7);
  }

  /** From now on pushes are answered so. */
  void answerWith(int other) {
    status = other;
  }

  PushSubscription subscription() {
    return new PushSubscription(
        URI.create("http://localhost:" + server.getAddress().getPort() + "/push/phone"),
        base64(point((ECPublicKey) keys.getPublic())),
        base64(auth));
  }

  List<Push> pushes() {
    return List.copyOf(pushes);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      pushes.add(
          new Push(
              open(body),
              headers.getFirst("Urgency"),
              headers.getFirst("Topic"),
              Long.parseLong(headers.getFirst("TTL")),
              headers.getFirst("Authorization")));
      exchange.sendResponseHeaders(status, -1);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** RFC 8291, section 3.4, over one record of RFC 8188. */
  private String open(byte[] body) throws GeneralSecurityException {
    var buffer = ByteBuffer.wrap(body);
    byte[] salt = next(buffer, SALT);
    buffer.position(buffer.position() + RECORD_SIZE);
    byte[] sender = next(buffer, buffer.get());
    byte[] sealed = next(buffer, buffer.remaining());
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    agreement.doPhase(publicKey(sender), true);
    byte[] info = joined(ascii("WebPush: info\0"), own(), sender);
    byte[] secret = expand(auth, agreement.generateSecret(), info, COORDINATE);
    byte[] key = expand(salt, secret, ascii("Content-Encoding: aes128gcm\0"), 16);
    byte[] nonce = expand(salt, secret, ascii("Content-Encoding: nonce\0"), 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    String padded = new String(cipher.doFinal(sealed), StandardCharsets.UTF_8);
    return padded.substring(0, padded.lastIndexOf(2));
  }

  private byte[] own() {
    return point((ECPublicKey) keys.getPublic());
  }

  /** True when whoever holds the private half of this key signed the push (RFC 8292). */
  static boolean isSigned(String authorization, String publicKey) throws GeneralSecurityException {
    String token = authorization.replaceFirst("^vapid t=([^,]+), *k=.*$", "$1");
    int dot = token.lastIndexOf('.');
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(publicKey(Base64.getUrlDecoder().decode(publicKey)));
    signature.update(ascii(token.substring(0, dot)));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
  }

  private static byte[] expand(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, length));
  }

  private static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
    var curve = ((ECPublicKey) pair().getPublic()).getParams();
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
  }

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] point(ECPublicKey key) {
    return joined(
        new byte[] {4}, coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] exact = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, exact, COORDINATE - length, length);
    return exact;
  }

  private static byte[] next(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
