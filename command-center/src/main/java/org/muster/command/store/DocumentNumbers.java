package org.muster.command.store;

import java.time.Instant;
import org.muster.model.roster.Eligibility;

/**
 * Numbers of documents, gapless per issuer and year: the row stays locked until the signature is
 * committed, and a signature that fails gives its number back.
 */
public final class DocumentNumbers {
  /** Marks the series of drills (演练). */
  private static final String DRILL = "演练";

  private static final String NEXT =
      """
      insert into document_number (issuer, year, last) values ($1, $2, 1)
      on conflict (issuer, year) do update set last = document_number.last + 1
      returning last
      """;

  /** The next number of an issuer in a space: a drill never takes one of those given in earnest. */
  public String next(Sql tx, String issuer, String space, Instant at) {
    return next(tx, space.equals(EventLog.Origin.LIVE) ? issuer : issuer + DRILL, at);
  }

  /** The next number in the form {@code 机关代字〔2026〕3号}. */
  public String next(Sql tx, String issuer, Instant at) {
    return "%s〔%d〕%d号".formatted(issuer, year(at), count(tx, issuer, at));
  }

  /** The next number of the issuer's year, counted from 1. */
  public int count(Sql tx, String issuer, Instant at) {
    return tx.get(NEXT, row -> row.getInteger("last"), issuer, year(at));
  }

  private static int year(Instant at) {
    return at.atZone(Eligibility.BEIJING).getYear();
  }
}
