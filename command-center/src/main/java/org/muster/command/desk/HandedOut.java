package org.muster.command.desk;

/** A workbook that somebody asked for. */
public final class HandedOut {
  private final String name;
  private final byte[] bytes;

  HandedOut(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /** What its file is called. */
  public String name() {
    return name;
  }

  public byte[] bytes() {
    return bytes;
  }
}
