package org.muster.command.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.command.desk.LiaisonDesk.Item;
import org.muster.command.store.PeopleStore.Known;
import org.muster.command.store.QuotaStore.Open;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.order.CommitmentEvent.Named;
import org.muster.model.order.QuotaId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Bar;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.EnumNames;

/** Checks the list a unit sends in (报名单), as a whole: who goes where, and what bars whom. */
final class NameList {
  private final UnitId unit;
  private final Map<AreaCode, QuotaId> open = new HashMap<>();
  private final Map<VolunteerId, Known> known = new HashMap<>();
  private final Map<VolunteerId, String> reasons;
  private final List<FieldProblem> problems = new ArrayList<>();
  private final Set<VolunteerId> seen = new HashSet<>();
  private final List<Excused> excused = new ArrayList<>();
  private boolean barred;

  /**
   * @param reasons why somebody is to go although a bar that may be overridden stands against them
   */
  NameList(List<Open> quotas, List<Known> people, Map<VolunteerId, String> reasons) {
    this.unit = quotas.getFirst().unit();
    this.reasons = reasons;
    quotas.forEach(quota -> open.put(quota.community(), quota.id()));
    people.forEach(one -> known.put(one.id(), one));
  }

  /** Somebody who goes by a decision, with the bars it overrides. */
  record Excused(QuotaId quota, VolunteerId volunteer, Set<Bar> bars, String reason) {}

  /** The new names per quota; refuses as a whole when one of them cannot go. */
  List<Named> check(List<Item> items) {
    var named = new ArrayList<Named>();
    for (int i = 0; i < items.size(); i++) {
      QuotaId quota = open.get(items.get(i).community());
      if (quota == null) {
        problems.add(
            new FieldProblem("items[" + i + "].community", items.get(i).community().value()));
        continue;
      }
      List<VolunteerId> accepted = accepted(quota, items.get(i), "items[" + i + "].volunteers");
      if (!accepted.isEmpty()) {
        named.add(new Named(quota, accepted));
      }
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(barred ? Refusal.NOT_ELIGIBLE : Refusal.INVALID, problems);
    }
    return named;
  }

  /** Those of the list who go by a decision; after {@link #check}. */
  List<Excused> excused() {
    return List.copyOf(excused);
  }

  private List<VolunteerId> accepted(QuotaId quota, Item item, String list) {
    var accepted = new ArrayList<VolunteerId>();
    for (int j = 0; j < item.volunteers().size(); j++) {
      VolunteerId volunteer = item.volunteers().get(j);
      String field = list + "[" + j + "]";
      Known person = known.get(volunteer);
      if (person == null || !person.unit().equals(unit)) {
        problems.add(new FieldProblem(field, Refusal.UNKNOWN_VOLUNTEER.code()));
      } else if (!person.asked() && !person.listed() && seen.add(volunteer)) {
        accepted.add(volunteer);
        judge(quota, person, field);
      }
    }
    return accepted;
  }

  private void judge(QuotaId quota, Known person, String field) {
    Set<Bar> bars = person.person().bars();
    String reason = reasons.get(person.id());
    if (!bars.isEmpty() && reason != null && bars.stream().allMatch(Bar::isOverridable)) {
      excused.add(new Excused(quota, person.id(), bars, reason));
      return;
    }
    bars.forEach(bar -> problems.add(new FieldProblem(field, EnumNames.of(bar))));
    barred |= !bars.isEmpty();
  }
}
