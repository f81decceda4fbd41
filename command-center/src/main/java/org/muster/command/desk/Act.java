package org.muster.command.desk;

import java.time.Instant;
import org.muster.model.access.Principal;

/** Who does something, from where, and when; chosen at the edge. */
public record Act(Principal by, String ip, Instant at) {}
