package org.muster.command.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.command.settings.EffectiveSettings.Options;
import org.muster.command.settings.EffectiveSettings.Request;
import org.muster.model.matching.TravelTable;
import org.muster.model.place.AreaCode;

/** The file of travel times between communities, and what is said of one that is at fault. */
class TravelTimesFileTest {
  private static final AreaCode HERE = AreaCode.of("330522001001");
  private static final AreaCode THERE = AreaCode.of("330522001002");

  @TempDir Path folder;

  @Test
  void eachLineIsAWay() {
    TravelTable table =
        loaded(
                """
                from,to,seconds
                330522001001,330522001002,600

                330522001002, 330522001001 ,720
                """,
                StandardCharsets.UTF_8)
            .orElseThrow();
    assertEquals(OptionalInt.of(600), table.findS(HERE, THERE));
    assertEquals(OptionalInt.of(720), table.findS(THERE, HERE));
    assertEquals(OptionalInt.empty(), table.findS(HERE, HERE));
    assertEquals(OptionalInt.empty(), table.findS(AreaCode.of("330522001003"), HERE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          330522001001,330522001002 | line 1: expected home, post and seconds
          330522001001,330522001002,1,2 | line 1: expected home, post and seconds
          330522001001,33052200100x,600 | line 1: no division code: 33052200100x
          330522001001,330522001000,600 | line 1: not the code of a community: 330522001000
          330522001001,330522001002,10 min | line 1: no whole seconds: 10 min
          330522001001,330522001002,-1 | line 1: expected 0 to 86400 seconds
          330522001001,330522001002,86401 | line 1: expected 0 to 86400 seconds
          """)
  void aLineAtFaultIsNamed(String line, String said) {
    String message = complaint(line + "\n", StandardCharsets.UTF_8);
    assertTrue(message.contains(said), message);
    assertTrue(message.contains("orders.travelTimes"), message);
  }

  @Test
  void aWayThatIsSaidTwiceIsRefused() {
    String twice = "330522001001,330522001002,600\n";
    String message = complaint(twice + twice, StandardCharsets.UTF_8);
    assertTrue(message.contains("第 2 行与前面重复"), message);
  }

  @Test
  void aFileInAnotherCharacterSetIsRefused() {
    String message = complaint("起点,终点,秒\n", Charset.forName("GB18030"));
    assertTrue(message.contains("UTF-8"), message);
  }

  private String complaint(String text, Charset charset) {
    var complaint = assertThrows(NotStartedException.class, () -> loaded(text, charset));
    return String.valueOf(complaint.getMessage());
  }

  private Optional<TravelTable> loaded(String text, Charset charset) {
    try {
      Path times = Files.writeString(folder.resolve("times.csv"), text, charset);
      Path file =
          Files.writeString(
              folder.resolve("muster.yaml"), "orders:\n  travelTimes: " + times + "\n");
      var request = new Request(folder, Optional.of(file), Map.of(), Options.none());
      return EffectiveSettings.load(request).settings().orders().travelTimes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
