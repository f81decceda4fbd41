package org.muster.command.http;

/** What pages have to know of this server before anybody signs in. */
public final class AboutRoutes {
  private final About about;

  /**
   * What is said.
   *
   * @param trial whether this is a trial start, with accounts for trying out
   * @param confirmPeopleAbove from how many people on a signer has to type their number; 0 for
   *     never
   */
  public record About(boolean trial, int confirmPeopleAbove) {}

  public AboutRoutes(About about) {
    this.about = about;
  }

  public void mount(Api api) {
    api.on("getAbout", Access.OPEN, _ -> Answer.ok(about));
  }
}
