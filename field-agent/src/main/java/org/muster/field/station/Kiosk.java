package org.muster.field.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A running station: its store, its page, and the way to the command center. */
public final class Kiosk implements AutoCloseable {
  private final Station station;
  private final StationPage page;

  private Kiosk(Station station, StationPage page) {
    this.station = station;
    this.page = page;
  }

  /**
   * Whose station, and where it keeps and shows things.
   *
   * @param community the 12 digits of the community
   * @param folder where its store lies
   * @param port of the page on the loopback address; 0 for any
   * @param rhythm how often the command center is asked
   */
  public record Place(URI server, String community, Path folder, int port, Duration rhythm) {}

  /** Opens it; the account is the community's own. */
  public static Kiosk open(Place place, String login, String password) {
    try {
      Files.createDirectories(place.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var station =
        new Station(
            new Station.Parts(
                StationStore.open(place.folder().resolve(place.community() + ".sqlite")),
                new Uplink(place.server(), new Uplink.Account(login, password)),
                place.community(),
                place.rhythm(),
                InstantSource.system()));
    var page = StationPage.open(place.port(), station);
    station.start();
    return new Kiosk(station, page);
  }

  /** Where the page is. */
  public URI page() {
    return page.address();
  }

  @Override
  public void close() {
    page.close();
    station.close();
  }
}
