package org.muster.model.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.AreaCode;
import org.muster.model.plan.Tier;
import org.muster.model.roster.UnitId;

/**
 * The text of a mobilisation order (动员令) as it is drafted, reviewed and signed; the members are
 * those of the paper form. Times that are left out follow from the settings at signing.
 *
 * @param basis on what the order rests (依据)
 * @param risk what may happen to people on this task (风险提示, 志愿服务条例 art. 12); never empty
 * @param addressees the units it is sent to (主送), as printed
 * @param units sending units it is limited to; empty means those of the plan
 * @param answerWithinS seconds a volunteer has to answer an offer
 * @param meetingPoints meeting point by community; the plan's stand in where none is given
 */
public record OrderDocument(
    Kind kind,
    String title,
    Nature nature,
    ResponseId response,
    Tier tier,
    Optional<Urgency> urgency,
    String issuer,
    String signer,
    String basis,
    String task,
    String risk,
    Contact contact,
    Target target,
    Need need,
    List<String> addressees,
    List<String> copyTo,
    List<UnitId> units,
    Optional<String> meetingPoint,
    Map<AreaCode, String> meetingPoints,
    Optional<Instant> receiptBy,
    Optional<Instant> namesBy,
    Optional<Instant> arriveBy,
    Optional<Instant> until,
    Optional<Integer> answerWithinS,
    Optional<String> reporting,
    Optional<String> supplies,
    Optional<String> discipline) {

  private static final int LINE_MAX = 200;
  private static final int TEXT_MAX = 8000;
  private static final Duration ANSWER_WITHIN_MAX = Duration.ofDays(7);

  public OrderDocument {
    kind = Texts.required("kind", kind);
    title = Texts.required("title", title, LINE_MAX);
    nature = Texts.required("nature", nature);
    response = Texts.required("response", response);
    tier = Texts.required("tier", tier);
    issuer = Texts.required("issuer", issuer, LINE_MAX);
    signer = Texts.required("signer", signer, LINE_MAX);
    basis = Texts.required("basis", basis, TEXT_MAX);
    task = Texts.required("task", task, TEXT_MAX);
    risk = Texts.required("risk", risk, TEXT_MAX);
    contact = Texts.required("contact", contact);
    target = Texts.required("target", target);
    need = Texts.required("need", need);
    addressees = Texts.requiredList("addressees", addressees);
    copyTo = Texts.orEmpty(copyTo);
    units = Texts.orEmpty(units).stream().distinct().toList();
    meetingPoints = orEmpty(meetingPoints);
    inOrder("namesBy", receiptBy, namesBy);
    inOrder("until", arriveBy, until);
    int answer = answerWithinS.orElse(1);
    if (answer < 1 || answer > ANSWER_WITHIN_MAX.toSeconds()) {
      throw RefusedException.invalid(
          "answerWithinS", "1 to " + ANSWER_WITHIN_MAX.toSeconds() + " seconds");
    }
  }

  private static Map<AreaCode, String> orEmpty(@Nullable Map<AreaCode, String> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }

  private static void inOrder(String field, Optional<Instant> first, Optional<Instant> second) {
    if (first.isPresent() && second.isPresent() && second.get().isBefore(first.get())) {
      throw RefusedException.invalid(field, "earlier than it can be");
    }
  }
}
