package org.muster.model;

import java.util.List;

/** A command that is not obeyed, on its way to the edge that tells the sender why. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final transient List<FieldProblem> problems;

  public RefusedException(Refusal refusal) {
    this(refusal, List.of());
  }

  /** With the fields at fault, each with its reason. */
  public RefusedException(Refusal refusal, List<FieldProblem> problems) {
    super(refusal.code() + (problems.isEmpty() ? "" : " " + problems), null, false, false);
    this.refusal = refusal;
    this.problems = List.copyOf(problems);
  }

  public static RefusedException invalid(String field, String reason) {
    return new RefusedException(Refusal.INVALID, List.of(new FieldProblem(field, reason)));
  }

  public Refusal refusal() {
    return refusal;
  }

  public List<FieldProblem> problems() {
    return problems;
  }
}
