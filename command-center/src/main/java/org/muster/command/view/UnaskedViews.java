package org.muster.command.view;

import java.util.List;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.OrderStore;
import org.muster.command.store.UnaskedStore;
import org.muster.command.store.UnaskedStore.Found;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.order.OrderId;
import org.muster.model.roster.Masking;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * Who stands before somebody's desk without having been asked. Whoever receives people finds them
 * by what they say of themselves, the full name or the telephone, and cannot leaf through a roster.
 */
public final class UnaskedViews {
  private static final int WORDS_MAX = 40;

  private final Database database;
  private final Vault vault;
  private final OrderStore orders = new OrderStore();

  public UnaskedViews(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * Somebody of the roster as the receiving side is shown them.
   *
   * @param asked whether they stand on the order's roll, where their service is entered
   */
  public record Shown(
      VolunteerId volunteer,
      String name,
      UnitId unit,
      String unitName,
      String phoneMasked,
      boolean asked) {}

  /** Those of that full name, or of that telephone. */
  public List<Shown> find(Principal by, OrderId order, String asked) {
    String text = Texts.required("q", asked, WORDS_MAX).strip();
    return database.read(
        sql -> {
          if (orders.asked(sql, order).stream().noneMatch(by::sees)) {
            throw new RefusedException(Refusal.NOT_FOUND);
          }
          List<Found> found =
              MobileNumber.fault(text).isEmpty()
                  ? UnaskedStore.ofPhone(sql, order, vault.hash(MobileNumber.normalised(text)))
                  : UnaskedStore.ofName(sql, order, text);
          return found.stream().map(this::shown).toList();
        });
  }

  private Shown shown(Found found) {
    return new Shown(
        found.volunteer(),
        found.name(),
        found.unit(),
        found.unitName(),
        Masking.mobile(vault.decrypt(found.phoneCipher().getBytes())),
        found.asked());
  }
}
