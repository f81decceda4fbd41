package org.muster.command.secret;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/**
 * What phones prove by their passkeys (WebAuthn): that they hold a key which was made for this
 * place, and that somebody has just unlocked it. Who made the phone is not asked for.
 */
public final class Passkeys {
  private static final String LOCALHOST = "localhost";

  /** The kinds of keys that phones are asked for. */
  private static final List<PublicKeyCredentialParameters> KINDS =
      Stream.of(
              COSEAlgorithmIdentifier.ES256,
              COSEAlgorithmIdentifier.EdDSA,
              COSEAlgorithmIdentifier.RS256)
          .map(kind -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, kind))
          .toList();

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final Optional<String> origin;
  private final boolean trial;

  /**
   * @param origin of the pages, such as {@code https://muster.example.gov.cn}
   * @param trial whether pages of this machine count as well, where no origin is given
   */
  public Passkeys(Optional<String> origin, boolean trial) {
    this.origin = origin;
    this.trial = trial;
  }

  /** False where nobody said at which address the pages are. */
  public boolean areOffered() {
    return origin.isPresent() || trial;
  }

  /** The name that the keys are bound to. */
  public String place() {
    return origin.map(at -> URI.create(at).getHost()).orElse(LOCALHOST);
  }

  /**
   * A key as it was registered.
   *
   * @param attestation what the phone said of it, kept as it came (base64url)
   * @param counter how often it was used, as far as the phone counts
   */
  public record Key(String credential, String attestation, long counter) {}

  /** A key that a phone has just made. */
  public record Made(String challenge, RegistrationData data) {}

  /** A proof that a phone has just given. */
  public record Shown(String challenge, String credential, AuthenticationData data) {}

  /** Reads what a phone answered to {@code navigator.credentials.create}. */
  public Made made(String json) {
    return checked(
        () -> {
          RegistrationData data = manager.parseRegistrationResponseJSON(json);
          return new Made(challenge(data.getCollectedClientData()), data);
        });
  }

  /** Reads what a phone answered to {@code navigator.credentials.get}. */
  public Shown shown(String json) {
    return checked(
        () -> {
          AuthenticationData data = manager.parseAuthenticationResponseJSON(json);
          return new Shown(
              challenge(data.getCollectedClientData()),
              TEXT.encodeToString(data.getCredentialId()),
              data);
        });
  }

  /** The key, if it was made here and by somebody who unlocked the phone. */
  public Key register(Made made) {
    return checked(
        () -> {
          RegistrationData data = made.data();
          manager.verify(
              data,
              new RegistrationParameters(server(data.getCollectedClientData()), KINDS, true, true));
          var said = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
          var credential = Objects.requireNonNull(said.getAttestedCredentialData());
          return new Key(
              TEXT.encodeToString(credential.getCredentialId()),
              TEXT.encodeToString(Objects.requireNonNull(data.getAttestationObjectBytes())),
              said.getSignCount());
        });
  }

  /** How often the key was used now; refused when it was not this key, or a copy of it. */
  public long check(Shown shown, Key key) {
    return checked(
        () -> {
          var attested = new AttestationObjectConverter(converter).convert(key.attestation());
          var record = new CredentialRecordImpl(attested, null, null, null);
          record.setCounter(key.counter());
          AuthenticationData data = shown.data();
          ServerProperty server = server(data.getCollectedClientData());
          manager.verify(
              data,
              new AuthenticationParameters(server, record, List.of(data.getCredentialId()), true));
          return Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
        });
  }

  /** Their challenge was ours, or nobody would have found it. */
  private ServerProperty server(CollectedClientData client) {
    Origin from = Objects.requireNonNull(client).getOrigin();
    boolean own = origin.isEmpty() && trial && LOCALHOST.equals(from.getHost());
    Origin wanted = own ? from : new Origin(origin.orElse("https://" + LOCALHOST));
    return ServerProperty.builder()
        .origin(wanted)
        .rpId(place())
        .challenge(client.getChallenge())
        .build();
  }

  private static String challenge(CollectedClientData client) {
    return TEXT.encodeToString(Objects.requireNonNull(client).getChallenge().getValue());
  }

  private static <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (WebAuthnException | NullPointerException | IllegalArgumentException _) {
      throw wrong();
    }
  }

  /** Says no more than that: whoever tries learns nothing. */
  public static RefusedException wrong() {
    return new RefusedException(
        Refusal.WRONG_CREDENTIALS, List.of(new FieldProblem("passkey", "not known here")));
  }
}
