package org.muster.model.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ID numbers, credit codes and mobile numbers by the worked examples of their standards. */
final class PersonalNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11010519491231002X",
        "11010519491231002x",
        "440524188001010014",
        "420100199003070018",
        "420100198506151237",
        "420100197808200028",
        "420102198808088889",
        " ４２０１００１９９００３０７００１８\u00a0",
        "\t420100199003070018\u200b"
      })
  void rightIdNumbersAreAccepted(String id) {
    assertEquals(Optional.empty(), IdNumber.fault(id));
  }

  @ParameterizedTest
  @CsvSource({
    "110105194912310021, CHECK_DIGIT",
    "42010019900307001, FORM",
    "420100900307001, FORM",
    "330599198310150000, TRUNCATED",
    "3.30599E+17, TRUNCATED",
    "420100199002300015, CHECK_DIGIT",
    "'', MISSING"
  })
  void wrongIdNumbersAreToldApart(String id, IdNumber.Fault fault) {
    assertEquals(Optional.of(fault), IdNumber.fault(id));
  }

  @Test
  void birthdayThatDoesNotExistIsRefusedThoughTheCheckDigitIsRight() {
    String body = "42010019900230001";
    var faults =
        "0123456789X".chars().mapToObj(c -> IdNumber.fault(body + (char) c)).distinct().toList();
    assertTrue(faults.contains(Optional.of(IdNumber.Fault.BIRTH)), faults.toString());
    assertFalse(faults.contains(Optional.empty()));
  }

  @Test
  void birthdayAndSexAreRead() {
    var id = new IdNumber("11010519491231002x");
    assertEquals(LocalDate.of(1949, 12, 31), id.birth());
    assertEquals(Sex.FEMALE, id.sex());
    assertEquals(Sex.MALE, new IdNumber("440524188001010014").sex());
  }

  @ParameterizedTest
  @CsvSource({
    "91350100M000100Y43, true",
    "91350211M000100Y43, false",
    "91110000600037341L, true",
    "914403001922038216, true",
    "11420100011000014R, true",
    "12420100441623000H, true",
    "11330522000102613f, true",
    "11330522000102613G, false",
    "1133052200010261, false"
  })
  void creditCodesAreCheckedTwice(String code, boolean valid) {
    assertEquals(valid, CreditCode.isValid(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13812345678",
        "+86 13812345678",
        "86-138-1234-5678",
        "008613812345678",
        "１３８１２３４５６７８",
        "138 1234 5678\u00a0",
        "13812345678\u200b"
      })
  void mobileNumbersAreNormalised(String number) {
    assertEquals("13812345678", new MobileNumber(number).value());
  }

  @ParameterizedTest
  @CsvSource({
    "1.38E+10, SCIENTIFIC",
    "1.38e10, SCIENTIFIC",
    "12812345678, FORM",
    "1381234567, FORM",
    "0572-6021234, FORM",
    "' ', MISSING"
  })
  void wrongMobileNumbersAreToldApart(String number, MobileNumber.Fault fault) {
    assertEquals(Optional.of(fault), MobileNumber.fault(number));
  }
}
