package org.muster.command.store;

import java.util.Arrays;

/** Bytes that are no use without the key: an encrypted value, or the keyed hash that finds it. */
public final class Sealed {
  private final byte[] bytes;

  private Sealed(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Sealed of(byte[] bytes) {
    return new Sealed(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed same && Arrays.equals(bytes, same.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says nothing, not even by mistake in a log. */
  @Override
  public String toString() {
    return "sealed";
  }
}
