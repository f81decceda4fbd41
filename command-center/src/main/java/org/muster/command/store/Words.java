package org.muster.command.store;

import org.muster.model.wire.EnumNames;

/** Enum constants by the words under which they are stored; the same as on the wire. */
public final class Words {
  private Words() {}

  public static <E extends Enum<E>> E of(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (EnumNames.of(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalStateException("no " + type.getSimpleName() + " is called " + word);
  }
}
