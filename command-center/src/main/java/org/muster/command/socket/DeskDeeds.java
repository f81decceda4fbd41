package org.muster.command.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.command.desk.AssignmentDesk;
import org.muster.command.desk.Envelope;
import org.muster.command.desk.FeedbackDesk;
import org.muster.command.desk.QuestionDesk;
import org.muster.command.text.Messages;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.Json;

/** Hands deeds from phones in at their desks; ids and rules are those of HTTP. */
public final class DeskDeeds implements Deeds {
  private final Desks desks;
  private final Messages messages;

  /** Where deeds are handed in. */
  public record Desks(AssignmentDesk assignments, QuestionDesk questions, FeedbackDesk feedback) {}

  public DeskDeeds(Desks desks, Messages messages) {
    this.desks = desks;
    this.messages = messages;
  }

  @Override
  public Outcome perform(Principal principal, ClientFrame.Do deed, Locale language) {
    try {
      return new Done(perform(principal, deed).path("version").asInt());
    } catch (RefusedException e) {
      if (e.refusal() == Refusal.UNAVAILABLE) {
        throw e;
      }
      return new Refused(e.refusal().code(), detail(e, language));
    }
  }

  private JsonNode perform(Principal principal, ClientFrame.Do deed) {
    var assignment = new AssignmentId(deed.assignment());
    String name = deed.name().word();
    return switch (deed.name()) {
      case ASK -> desks.questions().ask(envelope(principal, deed), assignment, text(deed));
      case FEEDBACK -> desks.feedback().give(envelope(principal, deed), assignment, text(deed));
      case ACCEPT, DECLINE, DEPART, ARRIVE, LEAVE, REPORT ->
          desks.assignments().perform(principal, deed.id(), assignment, name, Json.tree(deed));
    };
  }

  private static Envelope envelope(Principal principal, ClientFrame.Do deed) {
    String request = deed.name().word() + "/" + deed.assignment() + "/" + text(deed);
    return Envelope.of(principal, deed.id(), request);
  }

  private static String text(ClientFrame.Do deed) {
    return deed.text().orElse("");
  }

  /** A phone has room for one sentence: the fields at fault stand in it. */
  private String detail(RefusedException refused, Locale language) {
    return Stream.concat(
            Stream.of(messages.detail(refused.refusal(), language)),
            refused.problems().stream().map(one -> messages.reason(one.reason(), language)))
        .collect(Collectors.joining(" "));
  }
}
