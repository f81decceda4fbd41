package org.muster.model.duty;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.model.RefusedException;
import org.muster.model.Texts;

/**
 * A group of the command post (专班) with a duty of its own, such as supplies or information.
 *
 * @param duty what it is for, in a sentence
 * @param members in the order in which they are to be called
 */
public record TaskGroup(String name, String duty, List<Member> members) {
  /** A group that needs more is two groups. */
  private static final int MEMBERS_MAX = 60;

  private static final int NAME_MAX = 40;
  private static final int TEXT_MAX = 200;

  /** Refuses a group without a name, a duty and at least one member, or with two leaders. */
  public TaskGroup {
    name = Texts.required("name", name, NAME_MAX);
    duty = Texts.required("duty", duty, TEXT_MAX);
    members = Texts.orEmpty(members);
    if (members.isEmpty()) {
      throw RefusedException.invalid("members", "required");
    }
    if (members.size() > MEMBERS_MAX) {
      throw RefusedException.invalid("members", "at most " + MEMBERS_MAX);
    }
    if (members.stream().filter(Member::isLeader).count() > 1) {
      throw RefusedException.invalid("members", "one leader, not more");
    }
  }

  /**
   * Somebody in a group.
   *
   * @param unit where the person comes from
   * @param duty what this person does in the group
   * @param phone of the office or a mobile, as it is dialled
   * @param leads whether the person answers for the group (组长)
   */
  public record Member(
      String name,
      Optional<String> unit,
      Optional<String> duty,
      Optional<String> phone,
      Optional<Boolean> leads) {
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{2,28}");

    public Member {
      name = Texts.required("name", name, NAME_MAX);
      unit = text("unit", unit);
      duty = text("duty", duty);
      phone = text("phone", phone);
      if (phone.filter(number -> !PHONE.matcher(number).matches()).isPresent()) {
        throw RefusedException.invalid("phone", "digits, blanks and dashes");
      }
    }

    private boolean isLeader() {
      return leads.orElse(false);
    }

    private static Optional<String> text(String field, Optional<String> text) {
      return text.filter(said -> !said.isBlank())
          .map(said -> Texts.required(field, said, TEXT_MAX));
    }
  }
}
