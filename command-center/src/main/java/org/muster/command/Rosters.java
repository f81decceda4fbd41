package org.muster.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.desk.ImportDesk;
import org.muster.command.desk.ImportWork;
import org.muster.command.http.Api;
import org.muster.command.load.CountyFolder;
import org.muster.command.store.Database;
import org.muster.command.text.Messages;
import org.muster.command.view.Places;
import org.muster.model.access.AccountId;
import org.muster.model.place.Area;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places, units, people and plans: how they come in, and how they are shown. */
final class Rosters {
  private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);
  private static final Duration SOON = Duration.ofSeconds(3);

  /** Who loaded what was there before anybody could sign in. */
  private static final AccountId FIRST_START = new AccountId(new UUID(0, 0));

  private final Database database;
  private final Places places;
  private final ImportDesk imports;

  private Rosters(Database database, Places places, ImportDesk imports) {
    this.database = database;
    this.places = places;
    this.imports = imports;
  }

  static Rosters open(
      Foundation on, Parts parts, Places places, Messages messages, InstantSource clock) {
    var work =
        new ImportWork(
            on.database(),
            on.vault(),
            new ImportWork.Places(places::current, places::reload),
            clock);
    var imports = parts.add("imports", SOON, new ImportDesk(on.database(), work, clock));
    imports.recover();
    return new Rosters(on.database(), places, imports);
  }

  /** Loads the demo county once; later starts find it there. */
  void loadDemo() {
    if (!places.current().list().isEmpty()) {
      return;
    }
    try {
      CountyFolder.loadDemo(imports, FIRST_START, line -> LOG.info("demo county: {}", line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The highest area that is known; none before anything was loaded. */
  Optional<AreaCode> jurisdiction() {
    return places.current().list().stream().map(Area::code).findFirst();
  }

  Object shockTeam(UnitId unit, Locale language) {
    return java.util.Map.of(
        "unit", unit, "language", language.getLanguage(), "db", database.hashCode());
  }

  void mount(Api api) {}
}
