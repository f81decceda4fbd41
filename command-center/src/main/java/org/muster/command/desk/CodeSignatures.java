package org.muster.command.desk;

import java.time.InstantSource;
import org.muster.command.store.Sql;
import org.muster.model.access.Principal;

/** Signatures by the one-time codes of accounts, at the time of the server's clock. */
public final class CodeSignatures implements Signatures {
  private final CodeDesk codes;
  private final InstantSource clock;

  public CodeSignatures(CodeDesk codes, InstantSource clock) {
    this.codes = codes;
    this.clock = clock;
  }

  @Override
  public void verify(Sql tx, Principal signer, String purpose, String otp) {
    codes.use(tx, codes.check(tx, signer.id(), otp, clock.instant()), purpose);
  }
}
