package org.muster.command.e2e;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each role's way through the screens, in a real browser. */
@Timeout(600)
class PagesE2E {
  private static final Path ROSTER =
      Path.of("src", "test", "resources", "rosters", "messy-3-errors.xlsx").toAbsolutePath();

  @Test
  void everyRoleGoesItsWayThroughTheScreens() throws Exception {
    Path ground = GroundFile.written(County.folder().resolveSibling("ground.pmtiles"));
    Stories.play(
        "command-center",
        "desk",
        Map.of("MUSTER_ROSTER", ROSTER.toString(), "MUSTER_GROUND", GroundFile.COLOUR),
        Map.of("MUSTER_MAP_TILES", ground.toString()));
  }
}
