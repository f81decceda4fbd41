package org.muster.command.socket;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.command.desk.AssignmentDesk;
import org.muster.command.text.Messages;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.wire.ClientFrame;
import org.muster.model.wire.Json;

/** Hands deeds from phones in at the assignments' desk; ids and rules are those of HTTP. */
public final class DeskDeeds implements Deeds {
  private final AssignmentDesk desk;
  private final Messages messages;

  public DeskDeeds(AssignmentDesk desk, Messages messages) {
    this.desk = desk;
    this.messages = messages;
  }

  @Override
  public Outcome perform(Principal principal, ClientFrame.Do deed, Locale language) {
    try {
      var done =
          desk.perform(
              principal,
              deed.id(),
              new AssignmentId(deed.assignment()),
              deed.name().word(),
              Json.tree(deed));
      return new Done(done.path("version").asInt());
    } catch (RefusedException e) {
      if (e.refusal() == Refusal.UNAVAILABLE) {
        throw e;
      }
      return new Refused(e.refusal().code(), detail(e, language));
    }
  }

  /** A phone has room for one sentence: the fields at fault stand in it. */
  private String detail(RefusedException refused, Locale language) {
    return Stream.concat(
            Stream.of(messages.detail(refused.refusal(), language)),
            refused.problems().stream().map(one -> messages.reason(one.reason(), language)))
        .collect(Collectors.joining(" "));
  }
}
