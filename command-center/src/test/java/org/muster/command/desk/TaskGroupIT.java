package org.muster.command.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.muster.command.testing.SmallTown;
import org.muster.command.testing.TestDatabase;
import org.muster.command.view.DutyViews;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.duty.TaskGroup;
import org.muster.model.duty.TaskGroup.Member;
import org.muster.model.duty.TaskGroupId;

/** The groups of a command post (专班), formed, changed and dissolved. */
class TaskGroupIT {
  private static final Principal DISPATCHER = SmallTown.dispatcher("甲");

  private TestDatabase test;
  private SmallTown town;
  private TaskGroupDesk desk;
  private DutyViews views;

  @BeforeEach
  void build() {
    test = TestDatabase.fresh();
    town = new SmallTown(test.database(), 1);
    desk = new TaskGroupDesk(town.counter, town.vault);
    views = new DutyViews(test.database(), town.vault, town::now);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aGroupIsShownWithItsMembersAndStandsEncrypted() {
    form("物资保障组", "王建国");

    JsonNode shown = views.groups(SmallTown.commander()).path("items").get(0);
    assertEquals("采购、发放", shown.path("duty").asText());
    assertEquals("王建国", shown.path("members").get(0).path("name").asText());
    assertEquals("0572-6021234", shown.path("members").get(0).path("phone").asText());
    byte[] kept =
        test.database()
            .read(
                sql ->
                    sql.get(
                        "select members_cipher from task_group",
                        row -> row.getBuffer("members_cipher").getBytes()));
    assertFalse(new String(kept, StandardCharsets.UTF_8).contains("王建国"));
  }

  @Test
  void whoeverChangesAnOldVersionIsTold() {
    TaskGroupId id = form("物资保障组", "王建国");
    change(id, 1, group("物资组", "欧阳明月"));

    assertEquals(
        Refusal.VERSION_MISMATCH, refusal(() -> change(id, 1, group("物资组", "李明"))).refusal());
    JsonNode shown = views.groups(DISPATCHER).path("items").get(0);
    assertEquals("物资组", shown.path("name").asText());
    assertEquals(2, shown.path("version").asInt());
  }

  @Test
  void twoGroupsDoNotShareAName() {
    TaskGroupId id = form("宣传组", "王建国");
    form("物资组", "李明");
    assertEquals("name", fault(() -> form("宣传组", "李明")));
    assertEquals("name", fault(() -> change(id, 1, group("物资组", "王建国"))));
  }

  @Test
  void aGroupOfAnotherCommandPostDoesNotExist() {
    TaskGroupId id = form("宣传组", "王建国");
    Principal stranger = SmallTown.community(town.communities.getFirst());
    assertEquals(Refusal.NOT_FOUND, refusal(() -> desk.dissolve(envelope(stranger), id)).refusal());

    var _ = desk.dissolve(envelope(DISPATCHER), id);
    assertEquals(0, views.groups(DISPATCHER).path("total").asInt());
  }

  private TaskGroupId form(String name, String member) {
    return TaskGroupId.of(desk.form(envelope(DISPATCHER), group(name, member)).path("id").asText());
  }

  private void change(TaskGroupId id, int version, TaskGroup to) {
    var _ = desk.change(envelope(DISPATCHER), id, version, to);
  }

  private static TaskGroup group(String name, String member) {
    var leader =
        new Member(member, Optional.empty(), Optional.empty(), Optional.of("0572-6021234"), yes());
    return new TaskGroup(name, "采购、发放", List.of(leader));
  }

  private static Optional<Boolean> yes() {
    return Optional.of(true);
  }

  private static String fault(Executable deed) {
    return refusal(deed).problems().getFirst().field();
  }

  private static RefusedException refusal(Executable deed) {
    return assertThrows(RefusedException.class, deed);
  }

  private static Envelope envelope(Principal by) {
    return Envelope.of(by, UUID.randomUUID(), "");
  }
}
