package org.muster.model.record;

import java.util.Optional;

/**
 * Who issues proofs of service (出具主体), as they print it.
 *
 * @param name the command post's where none is given
 * @param leader who answers for it (负责人)
 * @param handler who deals with it (经办人)
 * @param contact where it is asked about
 */
public record ProofIssuer(
    Optional<String> name,
    Kind kind,
    Optional<String> leader,
    Optional<String> handler,
    Optional<String> contact) {

  /**
   * What makes somebody an issuer: the five kinds of the rules (志愿服务记录与证明出具办法, 民政部令第67号), or none
   * of them.
   */
  public enum Kind {
    NONE,
    ORGANISATION,
    CHARITY,
    COMMITTEE,
    ORGANISER,
    PUBLIC_SERVICE
  }

  /** Whether what it prints is a 志愿服务记录证明; whoever may not certify states what was (服务情况说明). */
  public boolean certifies() {
    return kind != Kind.NONE;
  }
}
