package org.muster.command.http;

/** Where route classes register what they answer, by the operation's id in the API description. */
@FunctionalInterface
public interface Api {
  void on(String operationId, Access access, Operation operation);

  /** The same for a change whose desk keeps no account of repeats: the edge answers those. */
  default void once(String operationId, Access access, Operation operation) {
    on(operationId, access, operation);
  }
}
