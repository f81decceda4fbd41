package org.muster.model.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonNameTest {

  @ParameterizedTest
  @CsvSource({
    "张 三, 张三",
    "张　三, 张三",
    "买买提•艾力, 买买提·艾力",
    "买买提.艾力, 买买提·艾力",
    "阿依古丽 ・ 吐尔逊, 阿依古丽·吐尔逊",
    "张𬀩, 张𬀩",
    "John Smith, John Smith"
  })
  void namesAreBroughtIntoOneForm(String written, String name) {
    assertEquals(name, new PersonName(written).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "张", "𬀩", "张3", "=cmd()", "·张", "合计：61"})
  void otherTextsAreNoNames(String text) {
    assertFalse(PersonName.isValid(text));
  }

  @Test
  void lengthCountsCodePoints() {
    assertTrue(PersonName.isValid("𬀩".repeat(20)));
    assertFalse(PersonName.isValid("𬀩".repeat(21)));
  }

  @ParameterizedTest
  @CsvSource({"张三, 张*", "张𬀩, 张*", "𬀩三, 𬀩*", "张小三, 张*三", "欧阳明月, 欧**月", "买买提·艾力, 买****力"})
  void namesAreMaskedByCodePoint(String name, String masked) {
    assertEquals(masked, Masking.name(name));
    assertEquals(masked, new PersonName(name).toString());
  }

  @Test
  void numbersAreMasked() {
    assertEquals("138****5678", Masking.mobile("13812345678"));
    assertEquals("****5678", Masking.mobile("027-12345678"));
    assertEquals("420100********0018", Masking.idNumber("420100199003070018"));
    assertEquals("420100********0018", new IdNumber("420100199003070018").toString());
    assertEquals("***", Masking.idNumber("123"));
  }
}
