package org.muster.command.http;

import java.util.EnumSet;
import java.util.Set;
import org.muster.model.access.Role;

/** Who may call an operation at all; what each may see is decided further in. */
public record Access(boolean open, Set<Role> roles) {
  /** Without signing in. */
  public static final Access OPEN = new Access(true, Set.of());

  /** Everybody who signed in, residents too. */
  static final Access ANYBODY = new Access(false, Set.of(Role.values()));

  /** Everybody of the command system who signed in. */
  public static final Access SIGNED_IN =
      new Access(false, EnumSet.complementOf(EnumSet.of(Role.RESIDENT)));

  public Access {
    roles = Set.copyOf(roles);
  }

  public static Access of(Role... roles) {
    return new Access(false, Set.of(roles));
  }
}
