package io.blatam.inference.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EMAIL  | ana.lópez+ventas@aroma-café.com.co
          IBAN   | ES91 2100 0418 4502 0005 1332
          IBAN   | DE89370400440532013000
          CARD   | 4111 1111 1111 1111
          CARD   | 5500-0000-0000-0004
          NIF    | 12345678Z
          NIF    | X-1234567-L
          CIF    | A58818501
          CIF    | B-83376699
          CURP   | HEGG560427MVZRRL04
          RFC    | GODE561231GR8
          NIT    | 860.034.313-7
          NIT    | 800197268-4
          CUIT   | 20-11111111-2
          CUIT   | 30500010912
          SSN    | 123-45-6789
          PHONE  | +57 310 456 7890
          PHONE  | +34 91 123 45 67
          PHONE  | (305) 555-0123
          """)
  void in_written_alone_isFoundWhole(String kind, String text) {
    assertThat(PersonalData.in("Datos: " + text + ", según consta."))
        .containsExactly(new PersonalData.Found(kind, 7, 7 + text.length()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          C.C. 1.020.345.678       | CEDULA | 1.020.345.678
          cédula N.º 52345678      | CEDULA | 52345678
          EIN: 12-3456789          | EIN    | 12-3456789
          Tel. 601 345 6789        | PHONE  | 601 345 6789
          WhatsApp 310 4567890     | PHONE  | 310 4567890
          móvil: 612 34 56 78      | PHONE  | 612 34 56 78
          """)
  void in_besideItsName_isFoundWithoutTheName(String text, String kind, String hidden) {
    List<PersonalData.Found> found = PersonalData.in(text);

    assertThat(found).extracting(PersonalData.Found::kind).containsExactly(kind);
    assertThat(text.substring(found.get(0).start(), found.get(0).end())).isEqualTo(hidden);
  }

  /** Figures of documents are no personal data, however long. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "inversión de 80 000 000 COP y ventas de $1.234.567,89 en 2026",
        "préstamo de 48.000.000 a 48 meses al 13,5 % E.A.",
        "del 23-11-2026 al 2026-12-31, cláusula 12.3.4, Ley 1581 de 2012",
        "4111 1111 1111 1112",
        "ES91 2100 0418 4502 0005 1333",
        "12345678A y A58818502 y 860.034.313-8",
        "artículo 1234567890123, lote 000-12-3456",
        "crecimiento de 1.000.000 a 2.000.000 en 10 a 12 semanas",
        "@media y foo@bar",
      })
  void in_figuresAndWrongCheckDigits_findsNothing(String text) {
    assertThat(PersonalData.in(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000, 100_000})
  void in_longText_takesLinearTime(int length) {
    String digits = "1 ".repeat(length) + "a".repeat(length) + "@" + "A1 ".repeat(length);
    long started = System.nanoTime();

    PersonalData.in(digits);

    assertThat((System.nanoTime() - started) / 1e9).isLessThan(5);
  }
}
