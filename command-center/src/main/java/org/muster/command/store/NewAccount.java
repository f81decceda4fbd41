package org.muster.command.store;

import org.muster.command.store.Account.Proofs;
import org.muster.model.access.Principal;

/**
 * An account about to be added.
 *
 * @param trial made for trial and demonstration only
 */
public record NewAccount(Principal principal, String login, Proofs proofs, boolean trial) {}
