package org.muster.command.http;

import java.util.Optional;

/** What pages have to know of this server before anybody signs in. */
public final class AboutRoutes {
  private final About about;

  /**
   * What is said.
   *
   * @param trial whether this is a trial start, with accounts for trying out
   * @param confirmPeopleAbove from how many people on a signer has to type their number; 0 for
   *     never
   * @param passkeys whether phones may sign in by passkeys
   */
  public record About(boolean trial, int confirmPeopleAbove, boolean passkeys, Ground map) {}

  /**
   * What lies beneath the city's own boundaries on a map.
   *
   * @param approval the map's approval number (审图号)
   * @param tianditu the key that browsers show to Tianditu
   * @param tiles where the city's own tiles are read from
   */
  public record Ground(
      Optional<String> approval, Optional<String> tianditu, Optional<String> tiles) {}

  public AboutRoutes(About about) {
    this.about = about;
  }

  public void mount(Api api) {
    api.on("getAbout", Access.OPEN, _ -> Answer.ok(about));
  }
}
