package org.muster.command.desk;

import java.time.Instant;
import java.util.List;
import org.muster.command.secret.PushKeys;
import org.muster.command.secret.Tokens;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.PushStore;
import org.muster.command.store.Sealed;
import org.muster.model.RefusedException;
import org.muster.model.delivery.PushSubscription;
import org.muster.model.wire.Json;

/**
 * Keeps which phones take pushes, and the keys by which push services know this installation.
 *
 * <p>The server later posts to the address a phone names, so only trusted push services are taken.
 */
public final class PushDesk {
  private final Database database;
  private final Vault vault;
  private final List<String> services;

  /**
   * @param services hosts of the trusted push services; {@code *.} stands for any one beneath
   */
  public PushDesk(Database database, Vault vault, List<String> services) {
    this.database = database;
    this.vault = vault;
    this.services = List.copyOf(services);
  }

  /** The installation's keys; made when they are first asked for, and the same for good. */
  public PushKeys keys() {
    Sealed sealed =
        database
            .read(PushStore::keys)
            .orElseGet(
                () ->
                    database.transaction(
                        tx -> {
                          PushStore.setKeys(tx, seal(PushKeys.fresh()));
                          return PushStore.keys(tx).orElseThrow();
                        }));
    return Json.read(vault.decrypt(sealed.bytes()), PushKeys.class);
  }

  /** What a browser subscribes with. */
  public String publicKey() {
    return keys().forBrowsers();
  }

  /** From now on this phone is pushed to there, and nowhere else. */
  public void subscribe(String token, PushSubscription subscription, Instant at) {
    if (!subscription.leadsTo(services)) {
      throw RefusedException.invalid("endpoint", "is no push service that is trusted here");
    }
    database.transaction(
        tx -> {
          PushStore.keep(tx, Tokens.hash(token), seal(subscription), at);
          return subscription;
        });
  }

  public void unsubscribe(String token) {
    database.transaction(
        tx -> {
          PushStore.forget(tx, Tokens.hash(token));
          return token;
        });
  }

  /** A push service said that it no longer knows the phone. */
  public void forget(Sealed subscription) {
    database.transaction(
        tx -> {
          PushStore.forget(tx, subscription);
          return subscription;
        });
  }

  private Sealed seal(Object value) {
    return Sealed.of(vault.encrypt(Json.write(value)));
  }
}
