package org.muster.command.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.command.desk.ExportSheet.About;
import org.muster.command.desk.ExportSheet.Showing;
import org.muster.command.secret.Vault;
import org.muster.command.store.EventLog.Origin;
import org.muster.command.store.RosterQuestions;
import org.muster.command.store.RosterSearch;
import org.muster.command.store.RosterStore;
import org.muster.command.store.RosterStore.Person;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.command.store.UnitStore.Unit;
import org.muster.model.Decision;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.place.AreaCode.Level;
import org.muster.model.place.Jurisdiction;
import org.muster.model.registry.RosterEvent.RosterExported;
import org.muster.model.roster.RosterQuestion;
import org.muster.model.roster.VolunteerId;

/**
 * Hands out lists of volunteers as files: masked, and that it happened is a fact of the log;
 * unmasked only to those who send people, with a reason, and with every person noted as disclosed.
 */
public final class ExportDesk {
  /** The people of a large city; more is taken county by county. */
  private static final int ROWS_MAX = 200_000;

  /** Each page is sorted anew, so few large ones. */
  private static final int PAGE = 10_000;

  private static final int REASON_MAX = 200;
  private static final Set<Role> UNMASKS = Set.of(Role.DISPATCHER, Role.LIAISON);

  private final Counter counter;
  private final Vault vault;
  private final RosterQuestions questions;
  private final Supplier<Jurisdiction> places;

  public ExportDesk(
      Counter counter, Vault vault, RosterQuestions questions, Supplier<Jurisdiction> places) {
    this.counter = counter;
    this.vault = vault;
    this.questions = questions;
    this.places = places;
  }

  /** The form of the file. */
  public enum Format {
    XLSX,
    CSV
  }

  /** How the list is wanted. */
  public record Exporting(Format format, Optional<Boolean> unmasked, Optional<String> reason) {
    public Exporting {
      format = Texts.required("format", format);
      reason = reason.map(text -> Texts.required("reason", text, REASON_MAX));
      if (unmasked.orElse(false) && reason.isEmpty()) {
        throw new RefusedException(Refusal.REASON_MISSING);
      }
    }

    boolean isUnmasked() {
      return unmasked.orElse(false);
    }
  }

  /**
   * What was searched for.
   *
   * @param words the search as the sender wrote it
   */
  public record Wanted(RosterQuestion question, String words, Locale language) {}

  /** Records that the list is taken out, then makes it. */
  public HandedOut export(Envelope envelope, Exporting exporting, Wanted wanted) {
    Principal by = envelope.principal();
    if (exporting.isUnmasked() && !by.isAny(UNMASKS)) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    RosterSearch search = questions.search(by, wanted.question());
    var _ = counter.handle(envelope, work -> record(work, by, search, exporting, wanted));
    return counter.database().transaction(tx -> file(tx, by, search, exporting, wanted));
  }

  private static Map<String, Object> record(
      Work work, Principal by, RosterSearch search, Exporting exporting, Wanted wanted) {
    long rows = RosterStore.count(work.tx(), search);
    if (rows > ROWS_MAX) {
      throw new RefusedException(Refusal.TOO_LARGE);
    }
    UUID id = UUID.randomUUID();
    Optional<NoteId> filter = Optional.of(wanted.words()).filter(w -> !w.isEmpty()).map(work::note);
    var exported =
        new RosterExported(
            id,
            (int) rows,
            exporting.isUnmasked(),
            filter,
            exporting.reason().map(work::note),
            by.id(),
            work.now());
    work.record(Work.entries(id, 0, Decision.accepted(exported)), Origin.LIVE);
    return Map.of("id", id, "rows", rows);
  }

  private HandedOut file(
      Sql tx, Principal by, RosterSearch search, Exporting exporting, Wanted wanted) {
    var names = new HashMap<AreaCode, String>();
    places.get().list(Level.COMMUNITY).forEach(area -> names.put(area.code(), area.name()));
    var showing = Showing.to(by, exporting.isUnmasked());
    var sheet = new ExportSheet(vault, wanted.language(), names, showing);
    var about =
        new About(
            by.name(),
            scope(tx, by),
            counter.now(),
            RosterStore.count(tx, search),
            wanted.words(),
            exporting.reason());
    Stream<Person> people =
        people(tx, search).peek(page -> disclose(tx, by, page, exporting)).flatMap(List::stream);
    return new HandedOut(
        sheet.fileName(exporting.format()), sheet.write(exporting.format(), people, about));
  }

  private String scope(Sql tx, Principal by) {
    return by.overlooks()
        ? by.area().flatMap(places.get()::find).map(Area::name).orElse("")
        : by.unit().flatMap(unit -> UnitStore.find(tx, unit)).map(Unit::name).orElse("");
  }

  private static void disclose(Sql tx, Principal by, List<Person> page, Exporting exporting) {
    if (exporting.isUnmasked()) {
      List<VolunteerId> ids = page.stream().map(Person::id).toList();
      RosterStore.disclosed(tx, by.id(), ids, exporting.reason().orElseThrow());
    }
  }

  /** Page by page, each read when the one before is written. */
  private static Stream<List<Person>> people(Sql tx, RosterSearch search) {
    return Stream.iterate(
        RosterStore.list(tx, search, Optional.empty(), PAGE),
        page -> !page.isEmpty(),
        page -> RosterStore.list(tx, search, Optional.of(page.getLast().id()), PAGE));
  }
}
