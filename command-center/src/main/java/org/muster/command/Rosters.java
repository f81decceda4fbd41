package org.muster.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.AbsenceDesk;
import org.muster.command.desk.Counter;
import org.muster.command.desk.ExportDesk;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportWork;
import org.muster.command.desk.MergeDesk;
import org.muster.command.desk.PlanCompiling;
import org.muster.command.desk.PlanDesk;
import org.muster.command.desk.StationDesk;
import org.muster.command.desk.TeamDesk;
import org.muster.command.desk.TeamDispatch;
import org.muster.command.desk.TimeOffDesk;
import org.muster.command.desk.UnitDesk;
import org.muster.command.desk.VolunteerDesk;
import org.muster.command.geo.Ecql;
import org.muster.command.http.Api;
import org.muster.command.http.AreaRoutes;
import org.muster.command.http.ImportRoutes;
import org.muster.command.http.PlanRoutes;
import org.muster.command.http.StationRoutes;
import org.muster.command.http.TeamRoutes;
import org.muster.command.http.TimeOffRoutes;
import org.muster.command.http.UnitRoutes;
import org.muster.command.http.VolunteerRoutes;
import org.muster.command.load.CountyFolder;
import org.muster.command.store.RosterQuestions;
import org.muster.command.view.AreaViews;
import org.muster.command.view.CoverageViews;
import org.muster.command.view.DifferenceViews;
import org.muster.command.view.DuplicateViews;
import org.muster.command.view.Places;
import org.muster.command.view.PlanTables;
import org.muster.command.view.PlanViews;
import org.muster.command.view.RosterViews;
import org.muster.command.view.TeamViews;
import org.muster.command.view.TimeOffViews;
import org.muster.command.view.UnitViews;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places, units, people and plans: how they come in, and how they are shown. */
final class Rosters {
  private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration IMPORTS_KEPT = Duration.ofDays(7);

  /** Who loaded what was there before anybody could sign in. */
  private static final AccountId FIRST_START = new AccountId(new UUID(0, 0));

  private final Foundation on;
  private final Counter counter;
  private final Places places;
  private final ImportDesk imports;
  private final UnitViews units;
  private final InstantSource clock;

  private Rosters(
      Foundation on,
      Counter counter,
      Places places,
      ImportDesk imports,
      UnitViews units,
      InstantSource clock) {
    this.on = on;
    this.counter = counter;
    this.places = places;
    this.imports = imports;
    this.units = units;
    this.clock = clock;
  }

  static Rosters open(
      Foundation on, Parts parts, Counter counter, Places places, InstantSource clock) {
    var work =
        new ImportWork(
            on.database(),
            on.vault(),
            new ImportWork.Places(places::current, places::changed),
            clock);
    var imports = parts.add("imports", SOON, new ImportDesk(on.database(), work, clock));
    imports.recover();
    return new Rosters(
        on,
        counter,
        places,
        imports,
        new UnitViews(on.database(), on.vault(), clock, on.settings().roster().base()),
        clock);
  }

  /** Loads the demo county once, after a cut the rest of it; never beside another county. */
  void loadDemo() {
    if (!places.current().list().isEmpty() && imports.loaded(FIRST_START).isEmpty()) {
      return;
    }
    try {
      CountyFolder.loadDemo(imports, FIRST_START, line -> LOG.info("demo county: {}", line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files sent in hold personal data; what was not committed is not kept. */
  void forgetOldImports() {
    int _ = imports.forget(IMPORTS_KEPT);
  }

  /** The highest area that is known; none before anything was loaded. */
  Optional<AreaCode> jurisdiction() {
    return places.current().list().stream().map(Area::code).findFirst();
  }

  /** The state of a unit's shock team, as somebody may see it. */
  Object shockTeam(Principal reader, UnitId unit) {
    return units.shockTeam(reader, unit);
  }

  void mount(Api api, TeamDispatch dispatch) {
    var coverage = new CoverageViews(on.database(), places::current);
    new AreaRoutes(new AreaViews(places::current)).mount(api);
    new UnitRoutes(units, new UnitDesk(counter, on.vault())).mount(api);
    mountVolunteers(api);
    new TimeOffRoutes(new TimeOffViews(on.database()), new TimeOffDesk(counter)).mount(api);
    new TeamRoutes(
            new TeamViews(on.database(), places::current, clock), new TeamDesk(counter), dispatch)
        .mount(api);
    new PlanRoutes(
            new PlanRoutes.Desks(
                new PlanDesk(counter, on.vault()),
                new PlanCompiling(counter, on.vault(), places::current)),
            new PlanRoutes.Views(
                new PlanViews(on.database(), on.vault(), places::current),
                coverage,
                new DifferenceViews(on.database(), places::current),
                new PlanTables(on.database(), on.vault(), places::current)))
        .mount(api);
    new StationRoutes(new StationDesk(counter, places::current), coverage).mount(api);
    new ImportRoutes(imports).mount(api);
  }

  private void mountVolunteers(Api api) {
    var questions =
        new RosterQuestions(on.vault(), text -> Ecql.read(text, places.current()), clock);
    var desks =
        new VolunteerRoutes.Desks(
            new VolunteerDesk(counter, on.vault()),
            new AbsenceDesk(counter),
            new MergeDesk(counter),
            new ExportDesk(counter, on.vault(), questions, places::current));
    new VolunteerRoutes(
            new RosterViews(on.database(), on.vault(), questions),
            new DuplicateViews(on.database()),
            desks)
        .mount(api);
  }
}
