package org.muster.command.desk;

/** A file to be handed out: how it is called and what stands in it. */
public final class Handout {
  private final String name;
  private final byte[] bytes;

  Handout(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
  }

  public String name() {
    return name;
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
