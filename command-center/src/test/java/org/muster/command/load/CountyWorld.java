package org.muster.command.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.command.desk.AbsenceDesk;
import org.muster.command.desk.Aftermath;
import org.muster.command.desk.Counter;
import org.muster.command.desk.ExportDesk;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportKind;
import org.muster.command.desk.ImportWork;
import org.muster.command.desk.MergeDesk;
import org.muster.command.desk.PlanCompiling;
import org.muster.command.desk.PlanDesk;
import org.muster.command.desk.StationDesk;
import org.muster.command.desk.UnitDesk;
import org.muster.command.desk.VolunteerDesk;
import org.muster.command.geo.Ecql;
import org.muster.command.http.Access;
import org.muster.command.http.Answer;
import org.muster.command.http.AreaRoutes;
import org.muster.command.http.Call;
import org.muster.command.http.ImportRoutes;
import org.muster.command.http.Operation;
import org.muster.command.http.PlanRoutes;
import org.muster.command.http.StationRoutes;
import org.muster.command.http.UnitRoutes;
import org.muster.command.http.VolunteerRoutes;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.DemoCounty;
import org.muster.command.store.RosterQuestions;
import org.muster.command.store.UnitStore;
import org.muster.command.testing.Eventually;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.AreaViews;
import org.muster.command.view.CoverageViews;
import org.muster.command.view.DifferenceViews;
import org.muster.command.view.DuplicateViews;
import org.muster.command.view.Places;
import org.muster.command.view.PlanTables;
import org.muster.command.view.PlanViews;
import org.muster.command.view.RosterViews;
import org.muster.command.view.UnitViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Strength;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/** The demo county in a fresh database, with the routes that bring it in and show it. */
final class CountyWorld implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z"));
  static final AreaCode COUNTY = AreaCode.of("330522");
  private static final Set<ImportKind> EMPTY_COUNTY =
      Set.of(ImportKind.AREAS, ImportKind.DIVISIONS, ImportKind.UNITS);
  static final AccountId NOBODY = new AccountId(new UUID(0, 0));

  final TestDatabase test = TestDatabase.fresh();
  final Places places = new Places(test.database());
  final ImportDesk imports;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, Access> accesses = new HashMap<>();

  CountyWorld() {
    var database = test.database();
    var vault = new Vault(new byte[32]);
    var known = new ImportWork.Places(places::current, places::reload);
    imports = new ImportDesk(database, new ImportWork(database, vault, known, CLOCK), CLOCK);
    var counter =
        new Counter(database, new Aftermath(Duration.ofDays(3), Optional.empty()), _ -> {}, CLOCK);
    new AreaRoutes(new AreaViews(places::current)).mount(this::register);
    new UnitRoutes(
            new UnitViews(database, vault, CLOCK, Strength.STAFF), new UnitDesk(counter, vault))
        .mount(this::register);
    var questions = new RosterQuestions(vault, text -> Ecql.read(text, places.current()), CLOCK);
    new VolunteerRoutes(
            new RosterViews(database, vault, questions),
            new DuplicateViews(database),
            new VolunteerRoutes.Desks(
                new VolunteerDesk(counter, vault),
                new AbsenceDesk(counter),
                new MergeDesk(counter),
                new ExportDesk(counter, vault, questions, places::current)))
        .mount(this::register);
    var coverage = new CoverageViews(database, places::current);
    new PlanRoutes(
            new PlanRoutes.Desks(
                new PlanDesk(counter, vault), new PlanCompiling(counter, vault, places::current)),
            new PlanRoutes.Views(
                new PlanViews(database, vault, places::current),
                coverage,
                new DifferenceViews(database, places::current),
                new PlanTables(database, vault, places::current)))
        .mount(this::register);
    new StationRoutes(new StationDesk(counter, places::current), coverage).mount(this::register);
    new ImportRoutes(imports).mount(this::register);
  }

  /** With the divisions and units of the demo county, and nobody in them. */
  static CountyWorld withUnits() {
    var world = new CountyWorld();
    Path folder = DemoCounty.file("county.geojson").resolveSibling("");
    for (CountyFolder.Step step : new CountyFolder(folder).steps()) {
      if (EMPTY_COUNTY.contains(step.kind())) {
        world.imports.load(step.kind(), step.file(), NOBODY);
      }
    }
    return world;
  }

  /** With the whole demo county in it. */
  static CountyWorld loaded() {
    var world = new CountyWorld();
    try {
      CountyFolder.loadDemo(world.imports, NOBODY, _ -> {});
      return world;
    } catch (IOException e) {
      world.close();
      throw new UncheckedIOException(e);
    }
  }

  Principal dispatcher() {
    return principal(Role.DISPATCHER, Optional.empty(), Optional.of(COUNTY));
  }

  Principal liaison(String unit) {
    return principal(Role.LIAISON, Optional.of(unit(unit)), Optional.empty());
  }

  static Principal principal(Role role, Optional<UnitId> unit, Optional<AreaCode> area) {
    byte[] who = (role + " " + unit + " " + area).getBytes(StandardCharsets.UTF_8);
    var id = new AccountId(UUID.nameUUIDFromBytes(who));
    return new Principal(id, role.name(), Set.of(role), unit, area, Optional.empty());
  }

  UnitId unit(String name) {
    return Objects.requireNonNull(test.database().read(UnitStore::names).get(name), name);
  }

  JsonNode ask(Principal principal, String operation, Map<String, String> values) {
    return body(answer(principal, operation, Asking.of(values)));
  }

  /** What is asked: the values of path and query together, a body, a version, a file. */
  record Asking(
      Map<String, String> values,
      JsonNode body,
      Optional<Integer> version,
      Optional<Path> file,
      UUID command) {
    static Asking of(Map<String, String> values) {
      return new Asking(
          values, NullNode.instance, Optional.empty(), Optional.empty(), UUID.randomUUID());
    }

    Asking with(JsonNode changed) {
      return new Asking(values, changed, version, file, command);
    }

    Asking withVersion(int seen) {
      return new Asking(values, body, Optional.of(seen), file, command);
    }

    Asking with(Path uploaded) {
      return new Asking(values, body, version, Optional.of(uploaded), command);
    }
  }

  Answer answer(Principal principal, String operation, Asking asking) {
    Access access = Objects.requireNonNull(accesses.get(operation));
    if (!principal.isAny(access.roles())) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    var call =
        new Call(
            principal,
            asking.values(),
            asking.values(),
            asking.body(),
            asking.command(),
            asking.version(),
            Locale.SIMPLIFIED_CHINESE,
            asking.file().map(f -> new Call.Upload(String.valueOf(f.getFileName()), f)),
            Optional.empty(),
            "127.0.0.1");
    return Objects.requireNonNull(operations.get(operation)).handle(call);
  }

  static JsonNode body(Answer answer) {
    return Json.tree(answer.body());
  }

  /** Uploads a file and waits until it was read. */
  JsonNode upload(Principal principal, String kind, Path file) {
    Answer answer = answer(principal, "startImport", Asking.of(Map.of("kind", kind)).with(file));
    if (answer.status() != 202) {
      throw new AssertionError("status " + answer.status());
    }
    var id = Map.of("id", body(answer).path("id").asText());
    Eventually.until(
        "reading ends",
        () -> !ask(principal, "getImport", id).path("state").asText().equals("reading"));
    return ask(principal, "getImport", id);
  }

  private void register(String operationId, Access access, Operation operation) {
    accesses.put(operationId, access);
    operations.put(operationId, operation);
  }

  @Override
  public void close() {
    imports.close();
    test.close();
  }
}
