package org.muster.command.store;

import java.time.Instant;
import java.util.Optional;
import org.muster.command.secret.TokenHash;
import org.muster.model.access.Principal;

/**
 * Somebody signed in: an account for some hours, or a volunteer's device until it is revoked.
 *
 * @param expiresAt absent for a device of a trial
 * @param seenAt when a request was last noted; absent for a device, which may be idle for months
 */
public record Session(
    TokenHash token, Principal principal, Optional<Instant> expiresAt, Optional<Instant> seenAt) {}
