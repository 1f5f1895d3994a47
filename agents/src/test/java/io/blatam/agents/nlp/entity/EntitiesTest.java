package io.blatam.agents.nlp.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.redundancy.api.Language;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntitiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80.000.000 COP                 | 80000000 COP",
        "$80.000.000 COP                | 80000000 COP",
        "COP 80,000,000.50              | 80000000.50 COP",
        "80 000 000 COP                 | 80000000 COP",
        "$1'500.000                     | 1500000 $",
        "1.234,56 €                     | 1234.56 EUR",
        "€1,234.56                      | 1234.56 EUR",
        "1.500 euros                    | 1500 EUR",
        "0.500 USD                      | 0.500 USD",
        "US$ 99,90                      | 99.90 USD",
        "12,5 millones de euros         | 12500000 EUR",
        "80 millones de pesos colombianos | 80000000 COP",
        "3 mil millones de pesos        | 3000000000 $",
        "2 billones de pesos            | 2000000000000 $",
        "USD 2.5 million                | 2500000 USD",
        "$1.2 billion                   | 1200000000 $",
        "3 M€                           | 3000000 EUR",
        "$500k                          | 500000 $",
        "-$1,200.00                     | -1200.00 $",
        "S/ 350                         | 350 PEN",
        "R$ 1.000,00                    | 1000.00 BRL",
        "20 dólares                     | 20 $",
        "£5                             | 5 GBP"
      })
  void of_amount(String written, String value) {
    assertSingle("Cuesta " + written + " en total.", EntityType.AMOUNT, written, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Son 80 personas", "El año 2026", "el artículo 5 de pesos pesados", "M 5"})
  void of_figureWithoutCurrency_isNoAmount(String text) {
    assertThat(of(text)).extracting(Entity::type).doesNotContain(EntityType.AMOUNT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12,5 %         | 12.5%",
        "12.5%          | 12.5%",
        "19 por ciento  | 19%",
        "7 percent      | 7%",
        "-3,2 %         | -3.2%",
        "0,125 %        | 0.125%"
      })
  void of_percentage(String written, String value) {
    assertSingle("Sube un " + written + " al año.", EntityType.PERCENTAGE, written, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-23                | 2026-11-23",
        "23/11/2026                | 2026-11-23",
        "3/4/2026                  | 2026-04-03",
        "23.11.2026                | 2026-11-23",
        "23 de noviembre de 2026   | 2026-11-23",
        "1.º de mayo de 2026       | 2026-05-01",
        "23 de noviembre           | --11-23",
        "noviembre de 2026         | 2026-11",
        "23 de Noviembre del 2026  | 2026-11-23",
        "November 23, 2026         | 2026-11-23",
        "23rd November 2026        | 2026-11-23",
        "Nov 23, 2026              | 2026-11-23",
        "March 2027                | 2027-03",
        "29/02/2024                | 2024-02-29"
      })
  void of_date(String written, String value) {
    assertSingle("Vence: " + written + " sin falta.", EntityType.DATE, written, value);
  }

  @Test
  void of_numericDateInEnglish_isMonthFirst() {
    assertThat(Entities.of("Due 3/4/2026.", Language.ENGLISH))
        .extracting(Entity::value)
        .containsExactly("2026-03-04");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30/02/2026", "2026-13-01", "31 de junio de 2026", "versión 1.2.10"})
  void of_notOnTheCalendar_isNoDate(String written) {
    assertThat(of("El " + written + " dice."))
        .extracting(Entity::type)
        .doesNotContain(EntityType.DATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dentro de 30 días  | +P30D",
        "hace dos semanas   | -P2W",
        "la próxima semana  | +P1W",
        "el mes que viene   | +P1M",
        "el año pasado      | -P1Y",
        "pasado mañana      | +P2D",
        "within 10 days     | +P10D",
        "3 months ago       | -P3M",
        "next year          | +P1Y",
        "tomorrow           | +P1D"
      })
  void of_relativeDate(String written, String value) {
    assertSingle("Pago " + written + ".", EntityType.RELATIVE_DATE, written, value);
  }

  @Test
  void of_morning_isNoDate() {
    assertThat(of("Abre cada mañana y por la mañana hay café.")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hola@aroma.example       | hola@aroma.example",
        "Ana.Ruiz+web@Aroma.Co    | ana.ruiz+web@aroma.co"
      })
  void of_email(String written, String value) {
    assertSingle("Escriba a " + written + ".", EntityType.EMAIL, written, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://aroma.example/menu?x=1  | https://aroma.example/menu?x=1",
        "www.aroma.example               | https://www.aroma.example",
        "https://es.wiki.example/Café_(bebida) | https://es.wiki.example/Café_(bebida)"
      })
  void of_url(String written, String value) {
    assertSingle("Vea (" + written + ").", EntityType.URL, written, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+57 310 555 0123   | +573105550123",
        "+34 912 345 678    | +34912345678",
        "612 345 678        | 612345678",
        "310 555 0123       | 3105550123",
        "(601) 555-0123     | 6015550123"
      })
  void of_phone(String written, String value) {
    assertSingle("Llame al " + written + ".", EntityType.PHONE, written, value);
  }

  @Test
  void of_mixedText_everyEntityOnceAndInOrder() {
    String text =
        "Factura de Aroma SAS, NIT 900.123.456-8, por $1.190.000 COP (IVA del 19 %), vence el "
            + "23/11/2026. Pago a ES91 2100 0418 4502 0005 1332 o escriba a pagos@aroma.example.";
    assertThat(of(text))
        .extracting(Entity::type)
        .containsExactly(
            EntityType.NIT,
            EntityType.AMOUNT,
            EntityType.PERCENTAGE,
            EntityType.DATE,
            EntityType.IBAN,
            EntityType.EMAIL);
  }

  @Property(tries = 1000)
  void of_anyText_offsetsMatchAndNothingOverlaps(
      @ForAll
          @StringLength(max = 120)
          @CharRange(from = '0', to = '9')
          @Chars({
            ' ', '.', ',', '-', '/', '$', '€', '%', '@', '+', 'E', 'S', 'X', 'T', 'a', 'd', 'e',
            '(', ')', '\''
          })
          String text) {
    int end = 0;
    for (Entity entity : of(text)) {
      assertThat(entity.start()).isGreaterThanOrEqualTo(end);
      assertThat(entity.text()).isEqualTo(text.substring(entity.start(), entity.end()));
      end = entity.end();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.",
        "1 ",
        "a",
        "a.",
        "a@",
        "$",
        "http://",
        "ES91",
        "1'234",
        "+1 ",
        "((",
        "A1234567"
      })
  void of_hostileRepetition_isLinear(String piece) {
    String text = piece.repeat((1 << 18) / piece.length());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> of(text));
  }

  private static void assertSingle(String text, EntityType type, String written, String value) {
    List<Entity> found = of(text).stream().filter(entity -> entity.type() == type).toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).text()).isEqualTo(written);
    assertThat(found.get(0).value()).isEqualTo(value);
  }

  private static List<Entity> of(String text) {
    return Entities.of(text, Language.SPANISH);
  }
}
