package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.store.EventLog.Entry;
import org.muster.command.store.OrderStore.RecordedOrder;
import org.muster.command.store.QuestionStore;
import org.muster.command.store.Sql;
import org.muster.model.NoteId;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.access.AccountId;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.order.OrderId;
import org.muster.model.talk.Question;
import org.muster.model.talk.QuestionEvent.QuestionAsked;
import org.muster.model.talk.QuestionId;

/** Where people ask about an order (提问), and the command post answers for all of it. */
public final class QuestionDesk {
  private static final int QUESTION_MAX = 500;
  private static final int ANSWER_MAX = 2000;

  private final Counter counter;
  private final OrderDesk orders;

  public QuestionDesk(Counter counter, OrderDesk orders) {
    this.counter = counter;
    this.orders = orders;
  }

  /** One answer to questions that ask the same. */
  public record Answering(List<QuestionId> questions, String text) {
    public Answering {
      questions = Texts.orEmpty(questions).stream().distinct().toList();
      if (questions.isEmpty()) {
        throw RefusedException.invalid("questions", "required");
      }
      text = Texts.required("text", text, ANSWER_MAX);
    }
  }

  /** A volunteer whom the order holds, or the liaison of a unit that owes it people, asks. */
  public JsonNode ask(Envelope envelope, OrderId order, String text) {
    String words = Texts.required("text", text, QUESTION_MAX);
    return counter.handle(envelope, work -> ask(work, envelope.principal(), order, words));
  }

  /** The same, by what the asker was given to do. */
  public JsonNode ask(Envelope envelope, AssignmentId about, String text) {
    String words = Texts.required("text", text, QUESTION_MAX);
    Principal by = envelope.principal();
    return counter.handle(
        envelope,
        work -> {
          OrderId order =
              by.volunteer()
                  .flatMap(self -> QuestionStore.order(work.tx(), about, self))
                  .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
          return ask(work, by, order, words);
        });
  }

  private static Map<String, Object> ask(Work work, Principal by, OrderId order, String text) {
    String space =
        lockOrder(work.tx(), by, order).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    AccountId asker = by.volunteer().map(self -> new AccountId(self.value())).orElse(by.id());
    var id = new QuestionId(UUID.randomUUID());
    var asked = new QuestionAsked(id, order, work.note(text), asker, work.now(), space);
    int waiting = QuestionStore.waiting(work.tx(), order, asker);
    work.record(
        Work.entries(
            id.value(), 0, Question.decide(new Question.None(), new Question.Ask(asked, waiting))),
        space);
    return Map.of("id", id, "version", 1);
  }

  private static Optional<String> lockOrder(Sql tx, Principal by, OrderId order) {
    if (by.volunteer().isPresent()) {
      return QuestionStore.lockOrder(tx, order, by.volunteer().get());
    }
    return by.is(Role.LIAISON)
        ? by.unit().flatMap(unit -> QuestionStore.lockOrder(tx, order, unit))
        : Optional.empty();
  }

  /** Answers questions on an order once; one that was answered already refuses them all. */
  public JsonNode answer(Envelope envelope, OrderId order, Answering answering) {
    return counter.handle(
        envelope,
        work -> {
          RecordedOrder on = orders.lock(work, envelope.principal(), order);
          NoteId answer = work.note(answering.text());
          var command = new Question.Answer(answer, envelope.principal().id(), work.now());
          var entries = new ArrayList<Entry>();
          for (QuestionId id : answering.questions()) {
            QuestionStore.Recorded question =
                QuestionStore.lock(work.tx(), id, order)
                    .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
            entries.addAll(
                Work.entries(
                    id.value(), question.version(), Question.decide(question.state(), command)));
          }
          work.record(entries, on.space());
          return Map.of("id", answer, "answered", entries.size());
        });
  }
}
