package org.muster.command.secret;

import java.util.HexFormat;

/** What is kept of a token: enough to know it again, too little to use it. */
public record TokenHash(String hex) {
  private static final int HEX_DIGITS = 64;

  public TokenHash {
    if (hex.length() != HEX_DIGITS) {
      throw new IllegalArgumentException("a token's hash has 32 bytes");
    }
  }

  public static TokenHash of(byte[] bytes) {
    return new TokenHash(HexFormat.of().formatHex(bytes));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
