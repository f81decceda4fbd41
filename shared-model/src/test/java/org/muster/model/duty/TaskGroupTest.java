package org.muster.model.duty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.muster.model.RefusedException;
import org.muster.model.duty.TaskGroup.Member;

/** Groups of the command post (专班). */
final class TaskGroupTest {
  private static final Member LEADER = member("王建国", "0572-602 1234", true);
  private static final Member MEMBER = member("欧阳明月", "13812345678", false);

  @Test
  void aGroupHasANameADutyAndSomebodyWhoAnswersForIt() {
    var group = new TaskGroup(" 物资保障组 ", "采购、发放、回收", List.of(LEADER, MEMBER));
    assertEquals("物资保障组", group.name());
    assertAtFault("name", () -> new TaskGroup(" ", "采购", List.of(LEADER)));
    assertAtFault("duty", () -> new TaskGroup("物资保障组", "", List.of(LEADER)));
    assertAtFault("members", () -> new TaskGroup("物资保障组", "采购", List.of()));
  }

  @Test
  void onePersonLeadsAndNotTwo() {
    assertAtFault("members", () -> new TaskGroup("宣传组", "信息发布", List.of(LEADER, LEADER)));
    assertEquals(1, new TaskGroup("宣传组", "信息发布", List.of(MEMBER)).members().size());
  }

  @Test
  void aGroupStaysSmallEnoughToBeCalled() {
    var many = Collections.nCopies(61, MEMBER);
    assertAtFault("members", () -> new TaskGroup("宣传组", "信息发布", many));
    assertEquals(60, new TaskGroup("宣传组", "信息发布", many.subList(0, 60)).members().size());
  }

  @Test
  void whatIsDialledIsANumber() {
    assertAtFault("phone", () -> member("王建国", "王主任办公室", false));
    assertAtFault("phone", () -> member("王建国", "=1+1", false));
    assertEquals(Optional.empty(), member("王建国", " ", false).phone());
  }

  private static Member member(String name, String phone, boolean leads) {
    return new Member(
        name, Optional.of("应急局"), Optional.of("统筹"), Optional.of(phone), Optional.of(leads));
  }

  private static void assertAtFault(String field, Executable made) {
    var refused = assertThrows(RefusedException.class, made);
    assertEquals(List.of(field), refused.problems().stream().map(p -> p.field()).toList());
  }
}
