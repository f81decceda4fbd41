package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.muster.command.secret.Vault;
import org.muster.command.store.Sealed;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.command.store.UnitStore.NewLiaison;
import org.muster.command.store.UnitStore.Numbers;
import org.muster.command.store.UnitStore.Unit;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.PersonName;
import org.muster.model.roster.UnitId;

/** Corrects a unit's numbers, and says who is its liaison. */
public final class UnitDesk {
  /** More people work in no organ of a city. */
  private static final int HEADCOUNT_MAX = 1_000_000;

  private static final int NAME_MAX = 60;

  private final Counter counter;
  private final Vault vault;

  public UnitDesk(Counter counter, Vault vault) {
    this.counter = counter;
    this.vault = vault;
  }

  /** What is to stand from now on; what is left out stays. */
  public record Changing(
      Optional<Integer> headcount, Optional<Integer> party, Optional<String> leader) {
    public Changing {
      number("headcount", headcount);
      number("party", party);
      leader = leader.map(name -> Texts.required("leader", name, NAME_MAX));
    }

    private static void number(String field, Optional<Integer> number) {
      if (number.filter(n -> n < 0 || n > HEADCOUNT_MAX).isPresent()) {
        throw RefusedException.invalid(field, "0 to " + HEADCOUNT_MAX);
      }
    }
  }

  /** Who is to be called from now on. */
  public record Naming(Rank rank, String name, String phone) {
    public Naming {
      rank = Texts.required("rank", rank);
      name = Texts.required("name", name, NAME_MAX);
      phone = Texts.required("phone", phone, NAME_MAX);
      if (!PersonName.isValid(name)) {
        throw RefusedException.invalid("name", "2 to 20 characters");
      }
      if (MobileNumber.fault(phone).isPresent()) {
        throw RefusedException.invalid("phone", "11 digits");
      }
    }
  }

  /** The two who are called, one after the other. */
  public enum Rank {
    PRIMARY,
    DEPUTY
  }

  public JsonNode change(Envelope envelope, UnitId id, int version, Changing changing) {
    return counter.handle(
        envelope,
        work -> {
          Unit unit = find(work.tx(), envelope.principal(), id);
          var to =
              new Numbers(
                  changing.headcount().orElse(unit.headcount()),
                  changing.party().orElse(unit.party()),
                  changing.leader().or(unit::leader));
          check(UnitStore.change(work.tx(), id, version, to));
          return Map.of("id", id, "version", version + 1);
        });
  }

  /** Names the primary or deputy liaison; whoever held the rank stays in the history. */
  public JsonNode name(Envelope envelope, UnitId id, int version, Naming naming) {
    String phone = MobileNumber.normalised(naming.phone());
    var liaison =
        new NewLiaison(
            org.muster.model.wire.EnumNames.of(naming.rank()),
            PersonName.normalised(naming.name()),
            Sealed.of(vault.encrypt(phone)),
            Sealed.of(vault.hash(phone)));
    return counter.handle(
        envelope,
        work -> {
          Unit unit = find(work.tx(), envelope.principal(), id);
          check(UnitStore.change(work.tx(), unit.id(), version, liaison));
          return Map.of("id", id, "version", version + 1);
        });
  }

  /** The own unit of a liaison; any for the dispatcher. */
  private static Unit find(Sql tx, Principal by, UnitId id) {
    return UnitStore.find(tx, id)
        .filter(unit -> by.is(Role.DISPATCHER) || (by.is(Role.LIAISON) && by.sees(unit.id())))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  private static void check(boolean changed) {
    if (!changed) {
      throw new RefusedException(Refusal.VERSION_MISMATCH);
    }
  }
}
