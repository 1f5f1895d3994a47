package io.blatam.agents.nlp.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.redundancy.api.Language;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

  private static final List<String> IBANS =
      List.of(
          "ES9121000418450200051332",
          "DE89370400440532013000",
          "GB82WEST12345698765432",
          "FR1420041010050500013M02606",
          "BR1500000000000010932840814P2",
          "CR05015202001026284066",
          "DO28BAGR00000001212453611324");

  /** The registry's own examples. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ES91 2100 0418 4502 0005 1332",
        "DE89370400440532013000",
        "GB82 WEST 1234 5698 7654 32",
        "FR14 2004 1010 0505 0001 3M02 606",
        "BR15 0000 0000 0000 1093 2840 814P 2",
        "CR05 0152 0200 1026 2840 66",
        "DO28 BAGR 0000 0001 2124 5361 1324"
      })
  void iban_registryExample_passes(String iban) {
    assertFound("Cuenta: " + iban + " del banco", EntityType.IBAN, iban, Entity.Check.PASSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES91 2100 0418 4502 0005 133", "ZZ9121000418450200051332", "ES91"})
  void iban_wrongLengthOrCountry_isNone(String iban) {
    assertThat(of("Cuenta: " + iban + " del banco"))
        .extracting(Entity::type)
        .doesNotContain(EntityType.IBAN);
  }

  @Property
  void iban_anyOtherDigitAnywhere_isDetected(
      @ForAll @IntRange(max = 6) int which,
      @ForAll @IntRange(min = 2, max = 28) int place,
      @ForAll @IntRange(min = 1, max = 9) int difference) {
    String iban = IBANS.get(which);
    int at = Math.min(place, iban.length() - 1);
    if (!Character.isDigit(iban.charAt(at))) {
      return;
    }
    char other = (char) ('0' + (iban.charAt(at) - '0' + difference) % 10);
    String wrong = iban.substring(0, at) + other + iban.substring(at + 1);
    assertFound("Cuenta " + wrong, EntityType.IBAN, wrong, Entity.Check.FAILED);
  }

  @Property
  void iban_twoNeighboursSwapped_isDetected(
      @ForAll @IntRange(max = 6) int which, @ForAll @IntRange(min = 4, max = 27) int place) {
    String iban = IBANS.get(which);
    int at = Math.min(place, iban.length() - 2);
    char left = iban.charAt(at);
    char right = iban.charAt(at + 1);
    if (left == right) {
      return;
    }
    String wrong = iban.substring(0, at) + right + left + iban.substring(at + 2);
    assertThat(IbanRecognizer.isValid(wrong)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678Z",
        "12345678-Z",
        "12.345.678-Z",
        "00000000T",
        "X1234567L",
        "Y1234567X",
        "Z1234567R",
        "A58818501",
        "A28015865",
        "Q2826000H",
        "A-28015865"
      })
  void spanishTaxId_valid(String id) {
    assertFound("Titular " + id + " de Madrid", EntityType.SPANISH_TAX_ID, id, Entity.Check.PASSED);
  }

  @Property
  void spanishTaxId_anyOtherDigit_isDetected(
      @ForAll @IntRange(max = 99_999_999) int number,
      @ForAll @IntRange(max = 7) int place,
      @ForAll @IntRange(min = 1, max = 9) int difference) {
    String digits = "%08d".formatted(number);
    char letter = "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
    assertThat(SpanishTaxIdRecognizer.isValid(digits + letter)).isTrue();
    char other = (char) ('0' + (digits.charAt(place) - '0' + difference) % 10);
    String wrong = digits.substring(0, place) + other + digits.substring(place + 1);
    assertThat(SpanishTaxIdRecognizer.isValid(wrong + letter)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"NIF 12345678A, 12345678A", "CIF: A58818502, A58818502"})
  void spanishTaxId_labelledButWrong_isSaidToFail(String text, String id) {
    assertFound(text, EntityType.SPANISH_TAX_ID, id, Entity.Check.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678A", "Referencia a 12345678", "A58818502"})
  void spanishTaxId_unlabelledAndWrong_isNone(String text) {
    assertThat(of(text)).extracting(Entity::type).doesNotContain(EntityType.SPANISH_TAX_ID);
  }

  /** Published numbers of the DIAN, Ecopetrol and Bancolombia. */
  @ParameterizedTest
  @ValueSource(strings = {"800.197.268-4", "899.999.068-1", "890.903.938-8"})
  void nit_published(String nit) {
    assertFound("Empresa con NIT " + nit, EntityType.NIT, nit, Entity.Check.PASSED);
    assertFound("Empresa " + nit, EntityType.NIT, nit, Entity.Check.PASSED);
  }

  /** Remainders 1 and 10 share a digit, so the scheme itself lets some two in a hundred through. */
  @Test
  void nit_anotherDigit_isDetectedAsOftenAsTheSchemeCan() {
    int changes = 0;
    int missed = 0;
    for (int number = 800_000_017; number < 999_999_999; number += 9_876_543) {
      String digits = Integer.toString(number);
      for (int place = 0; place < digits.length(); place++) {
        for (char other = '0'; other <= '9'; other++) {
          if (other != digits.charAt(place)) {
            String wrong = digits.substring(0, place) + other + digits.substring(place + 1);
            changes++;
            missed += NitRecognizer.checkDigit(wrong) == NitRecognizer.checkDigit(digits) ? 1 : 0;
          }
        }
      }
    }
    assertThat((double) missed / changes).isBetween(0.001, 0.03);
  }

  @ParameterizedTest
  @CsvSource({
    "SAT970701NN3, PASSED",
    "GODE561231GR8, PASSED",
    "XAXX010101000, PASSED",
    "GODE561231GR7, FAILED"
  })
  void rfc_published(String rfc, Entity.Check check) {
    assertFound("RFC " + rfc + " del emisor", EntityType.RFC, rfc, check);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GODE561331GR8", "GODE560230GR8"})
  void rfc_withoutACalendarDate_isNone(String rfc) {
    assertThat(of(rfc)).extracting(Entity::type).doesNotContain(EntityType.RFC);
  }

  /** The tax authority's own number; and one that passes by its arithmetic. */
  @ParameterizedTest
  @CsvSource({"33-69345023-9, PASSED", "20-12345678-6, PASSED", "CUIT 33-69345023-8, FAILED"})
  void cuit_published(String text, Entity.Check check) {
    String number = text.replace("CUIT ", "");
    assertFound(text, EntityType.CUIT, number, check);
  }

  private static void assertFound(
      String text, EntityType type, String written, Entity.Check check) {
    List<Entity> found = of(text).stream().filter(entity -> entity.type() == type).toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).text()).isEqualTo(written);
    assertThat(found.get(0).check()).isEqualTo(check);
  }

  private static List<Entity> of(String text) {
    return Entities.of(text, Language.SPANISH);
  }
}
