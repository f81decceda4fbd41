package org.muster.command.store;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.model.access.Role;
import org.muster.model.wire.EnumNames;

/** Roles as words, the same in the database as on the wire. */
public final class RoleNames {
  private RoleNames() {}

  public static String[] of(Set<Role> roles) {
    return roles.stream().sorted().map(EnumNames::of).toArray(String[]::new);
  }

  static Set<Role> roles(String[] names) {
    return Arrays.stream(names)
        .map(name -> Words.of(Role.class, name))
        .collect(Collectors.toUnmodifiableSet());
  }
}
