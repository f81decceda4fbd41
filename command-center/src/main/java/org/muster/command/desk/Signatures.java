package org.muster.command.desk;

import org.muster.command.store.Sql;
import org.muster.model.access.Principal;

/**
 * Checks the one-time code of somebody who signs.
 *
 * <p>The code is used up in the transaction of the act, so that an act that is refused does not
 * cost a code; it works once for each purpose.
 */
@FunctionalInterface
public interface Signatures {
  void verify(Sql tx, Principal signer, String purpose, String otp);
}
