package org.muster.command.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.muster.command.desk.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.command.testing.SignedOrders;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.ReportViews;
import org.muster.model.Refusal;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.PhotoId;
import org.muster.model.plan.Tier;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/** A volunteer reports from the field, perhaps with a photograph, and those concerned see it. */
class ReportIT {
  private static final Duration KEPT = Duration.ofDays(30);

  @TempDir Path folder;
  private TestDatabase test;
  private SmallTown town;
  private PhotoDesk desk;
  private AssignmentId assignment;
  private VolunteerId volunteer;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 2);
    desk = new PhotoDesk(test.database(), town.vault, KEPT);
    town.line(town.communities.getFirst(), town.unit("水利局", 1, 1), 1, 1, 1);
    var orders = new SignedOrders(town);
    orders.byPlan(Tier.CRITICAL);
    assignment = id("select id from assignment", AssignmentId::new);
    volunteer = id("select id from volunteer", VolunteerId::new);
    orders.perform(assignment, volunteer, "accept", Map.of());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theCommunityAndTheCommandPostSeeTheReportWithItsPhotograph() throws IOException {
    UUID report = UUID.randomUUID();
    byte[] picture = picture(40);
    keep(report, picture);
    keep(report, picture(50));
    file(report);
    file(report);

    JsonNode shown = reports(here()).at("/items/0");
    assertEquals("三号楼一层进水", shown.path("text").asText());
    assertEquals("水利局", shown.path("unit").asText());
    assertEquals(1, reports(SmallTown.commander()).path("total").asInt(), "sent twice, filed once");
    PhotoId photo = PhotoId.of(shown.path("photo").asText());
    assertArrayEquals(JpegPicture.bare(picture), desk.show(here(), photo), "the first one stays");
    assertArrayEquals(JpegPicture.bare(picture), desk.show(SmallTown.commander(), photo));

    Principal elsewhere = SmallTown.community(town.communities.getLast());
    assertEquals(0, reports(elsewhere).path("total").asInt());
    assertRefused(Refusal.NOT_FOUND, () -> desk.show(elsewhere, photo));
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void noPhotographIsNeeded() {
    file(UUID.randomUUID());
    assertTrue(reports(here()).at("/items/0/photo").isMissingNode());
    assertEquals(1, reports(here()).path("total").asInt());
  }

  @Test
  void thePhotographIsSealedAndGoesSomeTimeAfterTheTask() throws IOException {
    UUID report = UUID.randomUUID();
    keep(report, picture(40));
    file(report);
    PhotoId photo = PhotoId.of(reports(here()).at("/items/0/photo").asText());
    String stored =
        test.database()
            .read(
                sql ->
                    sql.get(
                        "select sealed from report_photo",
                        row -> row.getBuffer("sealed").toString(ISO_8859_1)));
    assertFalse(stored.contains("JFIF"));

    assertEquals(
        0, desk.purge(town.now().plus(KEPT).plus(Duration.ofHours(23))), "the task went on");
    assertEquals(1, desk.purge(town.now().plus(KEPT).plus(Duration.ofHours(26))));
    assertRefused(Refusal.NOT_FOUND, () -> desk.show(here(), photo));
    assertTrue(reports(here()).at("/items/0/photo").isMissingNode(), "the report itself stays");
    assertTrue(test.assertRebuilt() > 0);
  }

  @Test
  void whatIsTooLargeOrNoPictureOrSomebodyElsesIsRefused() throws IOException {
    UUID report = UUID.randomUUID();
    assertRefused(Refusal.TOO_LARGE, () -> keep(report, new byte[PhotoDesk.BYTES_MAX + 1]));
    assertRefused(Refusal.UNSUPPORTED, () -> keep(report, "<script>".getBytes(ISO_8859_1)));
    var stranger = new VolunteerId(UUID.randomUUID());
    var taken = new PhotoDesk.Taken(assignment, report, written(picture(40)));
    assertRefused(Refusal.NOT_FOUND, () -> desk.keep(stranger, taken, town.now()));
    for (int i = 0; i < 20; i++) {
      keep(UUID.randomUUID(), picture(8));
    }
    assertRefused(Refusal.CONFLICT, () -> keep(report, picture(8)));
  }

  private void keep(UUID report, byte[] picture) {
    desk.keep(volunteer, new PhotoDesk.Taken(assignment, report, written(picture)), town.now());
  }

  private Path written(byte[] bytes) {
    try {
      return Files.write(folder.resolve("photo"), bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void file(UUID report) {
    town.assignments.perform(
        SmallTown.phone(volunteer),
        report,
        assignment,
        "report",
        Json.tree(Map.of("text", "三号楼一层进水")));
  }

  private static byte[] picture(int side) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "jpg", out);
    return out.toByteArray();
  }

  private Principal here() {
    return SmallTown.community(town.communities.getFirst());
  }

  private JsonNode reports(Principal reader) {
    var wanted = new ReportViews.Wanted(Optional.empty(), Optional.empty(), Optional.empty());
    return new ReportViews(test.database()).list(reader, wanted);
  }

  private <T> T id(String query, Function<UUID, T> of) {
    return test.database().read(sql -> sql.get(query, row -> of.apply(row.getUUID("id"))));
  }
}
