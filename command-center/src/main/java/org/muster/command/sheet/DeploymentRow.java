package org.muster.command.sheet;

import java.util.Optional;
import org.muster.model.plan.PlanLine;

/** What one unit owes one community, and whom to call there. */
public record DeploymentRow(int number, PlanLine line, Optional<Contact> contact) {

  /** 社区负责人及电话. */
  public record Contact(String name, Optional<String> phone) {}
}
