package org.muster.model.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeywordTest {
  @Test
  void oneAcceptsAndTwoDeclinesHoweverTyped() {
    for (String yes : new String[] {"1", " 1 ", "１", "1。", "接受", "Y"}) {
      assertEquals(Optional.of(Keyword.ACCEPT), Keyword.of(yes), yes);
    }
    for (String no : new String[] {"2", "２.", "因故不能", "n"}) {
      assertEquals(Optional.of(Keyword.DECLINE), Keyword.of(no), no);
    }
  }

  @Test
  void whatIsNoKeywordIsNoAnswer() {
    for (String other : new String[] {"", "12", "11", "好的", "1 2", "3"}) {
      assertEquals(Optional.empty(), Keyword.of(other), other);
    }
  }
}
