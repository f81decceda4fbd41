package org.muster.command.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.command.store.Account;
import org.muster.command.store.AccountStore;
import org.muster.command.store.Sql;
import org.muster.command.store.TrialStore;
import org.muster.command.store.TrialStore.Liaison;
import org.muster.command.store.TrialStore.Person;
import org.muster.command.store.TrialStore.Receiver;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/**
 * The accounts a trial wants: who has one keeps its login, whoever was loaded since then gets the
 * next free number.
 */
final class TrialAccounts {
  private TrialAccounts() {}

  static List<Wanted> wanted(Sql sql, int volunteers) {
    var made = AccountStore.listTrial(sql);
    var liaisons = TrialStore.listLiaisons(sql);
    var wanted = new ArrayList<Wanted>();
    wanted.addAll(liaisons(new Logins("liaison", made), liaisons, true));
    wanted.addAll(liaisons(new Logins("deputy", made), liaisons, false));
    TrialStore.listReceivers(sql).stream().map(TrialAccounts::receiver).forEach(wanted::add);
    wanted.addAll(volunteers(made, TrialStore.listVolunteers(sql, volunteers), volunteers));
    return wanted;
  }

  private static List<Wanted> liaisons(Logins logins, List<Liaison> liaisons, boolean primary) {
    return liaisons.stream()
        .filter(one -> one.primary() == primary)
        .map(one -> Wanted.of(logins.of(one.unit()), Role.LIAISON, one.name()).of(one.unit()))
        .toList();
  }

  private static Wanted receiver(Receiver place) {
    boolean street = place.code().level() == AreaCode.Level.STREET;
    String login = (street ? "street-" : "community-") + place.code().prefix();
    return Wanted.of(login, Role.COMMUNITY, place.name()).within(Optional.of(place.code()));
  }

  /** Volunteers who have accounts already come first, so that they stay the same ones. */
  private static List<Wanted> volunteers(List<Account> made, List<Person> candidates, int count) {
    var logins = new Logins("volunteer", made);
    return Stream.concat(
            logins.owners().stream()
                .map(
                    a -> new Person(a.principal().volunteer().orElseThrow(), a.principal().name())),
            candidates.stream())
        .collect(
            Collectors.toMap(
                Person::id, Function.identity(), (first, _) -> first, java.util.LinkedHashMap::new))
        .values()
        .stream()
        .limit(count)
        .map(one -> Wanted.of(logins.of(one.id()), Role.VOLUNTEER, one.name()).of(one.id()))
        .toList();
  }

  /** The numbered logins of one kind: those given, and the next. */
  private static final class Logins {
    private final String kind;
    private final List<Account> owners;
    private final Map<Object, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private int last;

    Logins(String kind, List<Account> made) {
      this.kind = kind;
      owners = made.stream().filter(a -> a.login().startsWith(kind + "-")).toList();
      for (Account account : owners) {
        account.principal().unit().ifPresent(unit -> given.put(unit, account.login()));
        account.principal().volunteer().ifPresent(one -> given.put(one, account.login()));
        taken.add(account.login());
      }
    }

    List<Account> owners() {
      return owners;
    }

    String of(Object owner) {
      return given.computeIfAbsent(owner, _ -> next());
    }

    private String next() {
      String login;
      do {
        last++;
        login = "%s-%02d".formatted(kind, last);
      } while (taken.contains(login));
      return login;
    }
  }
}
