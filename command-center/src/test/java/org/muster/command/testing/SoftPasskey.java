package org.muster.command.testing;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.muster.model.wire.Json;

/** A phone's key as a browser would use it (WebAuthn), for one place. */
public final class SoftPasskey {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int COORDINATE_BYTES = 32;
  private static final int UNLOCKED = 0x05;
  private static final int WITH_KEY = 0x40;

  private final KeyPair pair = pair();
  private final byte[] id = new byte[16];
  private final String place;
  private final String origin;

  public SoftPasskey(String place, String origin) {
    this.place = place;
    this.origin = origin;
    new SecureRandom().nextBytes(id);
  }

  /** The answer to the wish for a key. */
  public String make(String challenge) {
    var key =
        ByteBuffer.allocate(1000)
            .put(data(UNLOCKED | WITH_KEY, 0))
            .put(new byte[16])
            .putShort((short) id.length)
            .put(id)
            .put(cose());
    byte[] said = new byte[key.position()];
    key.flip().get(said);
    byte[] attestation =
        cbor(
            cbor -> {
              cbor.writeStartObject(3);
              cbor.writeStringField("fmt", "none");
              cbor.writeObjectFieldStart("attStmt");
              cbor.writeEndObject();
              cbor.writeBinaryField("authData", said);
              cbor.writeEndObject();
            });
    return answer(
        Map.of(
            "clientDataJSON",
            text(client("webauthn.create", challenge)),
            "attestationObject",
            text(attestation)));
  }

  /**
   * The answer to a challenge.
   *
   * @param counter how often the key was used, as the phone says
   */
  public String prove(String challenge, int counter) {
    byte[] client = client("webauthn.get", challenge);
    byte[] data = data(UNLOCKED, counter);
    return answer(
        Map.of(
            "clientDataJSON",
            text(client),
            "authenticatorData",
            text(data),
            "signature",
            text(signed(data, client))));
  }

  private byte[] data(int flags, int counter) {
    return ByteBuffer.allocate(37)
        .put(sha256(place.getBytes(StandardCharsets.UTF_8)))
        .put((byte) flags)
        .putInt(counter)
        .array();
  }

  private byte[] client(String type, String challenge) {
    var said = Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false);
    return Json.write(said).getBytes(StandardCharsets.UTF_8);
  }

  private String answer(Map<String, String> response) {
    return Json.write(
        Map.of(
            "id",
            text(id),
            "rawId",
            text(id),
            "type",
            "public-key",
            "clientExtensionResults",
            Map.of(),
            "response",
            response));
  }

  private byte[] cose() {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    return cbor(
        cbor -> {
          cbor.writeStartObject(5);
          cbor.writeFieldId(1);
          cbor.writeNumber(2);
          cbor.writeFieldId(3);
          cbor.writeNumber(-7);
          cbor.writeFieldId(-1);
          cbor.writeNumber(1);
          cbor.writeFieldId(-2);
          cbor.writeBinary(coordinate(point.getAffineX()));
          cbor.writeFieldId(-3);
          cbor.writeBinary(coordinate(point.getAffineY()));
          cbor.writeEndObject();
        });
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return fixed;
  }

  @FunctionalInterface
  private interface Writing {
    void to(CBORGenerator cbor) throws IOException;
  }

  private static byte[] cbor(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (var cbor = new CBORFactory().createGenerator(bytes)) {
      writing.to(cbor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private byte[] signed(byte[] data, byte[] client) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
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

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return TEXT.encodeToString(bytes);
  }
}
