package org.muster.command.sheet;

import java.util.List;
import java.util.Optional;
import org.muster.model.plan.Arrangement;
import org.muster.model.plan.PlanLine;

/**
 * What one unit owes one community, and whom to call there.
 *
 * @param arranged what the row says of its community in each tier; other rows may say the rest
 */
public record DeploymentRow(
    int number, PlanLine line, Optional<Contact> contact, List<Arrangement> arranged) {
  public DeploymentRow {
    arranged = List.copyOf(arranged);
  }

  /** 社区负责人及电话. */
  public record Contact(String name, Optional<String> phone) {}
}
