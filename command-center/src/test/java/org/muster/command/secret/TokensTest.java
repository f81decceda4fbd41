package org.muster.command.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class TokensTest {

  @Test
  void tokenHas256BitsAndIsSafeInAnAddress() {
    assertTrue(Tokens.fresh().matches("[A-Za-z0-9_-]{43}"));
  }

  @Test
  void tokensNeverRepeat() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      assertTrue(seen.add(Tokens.fresh()));
    }
  }

  @Test
  void hashIsSha256OfTheText() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Tokens.hash("abc").hex());
    assertEquals(Tokens.hash("abc"), TokenHash.of(Tokens.hash("abc").bytes()));
  }

  @Test
  void csrfTokenBelongsToOneTokenAndIsNotItsHash() {
    String token = Tokens.fresh();

    assertEquals(Tokens.csrf(token), Tokens.csrf(token));
    assertNotEquals(Tokens.csrf(token), Tokens.csrf(Tokens.fresh()));
    assertNotEquals(Tokens.hash(token), Tokens.hash("csrf:" + token));
  }
}
