package io.blatam.bul.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTextTest {

  private static final String SPANISH =
      "text;language\nPlan de negocio: cafetería «Ñandú», 5 €;es\n";

  @Test
  void of_utf8() {
    assertThat(CsvText.of(SPANISH.getBytes(UTF_8)).text()).isEqualTo(SPANISH);
  }

  @Test
  void of_utf8WithByteOrderMark() {
    assertThat(CsvText.of(("\ufeff" + SPANISH).getBytes(UTF_8)).text()).isEqualTo(SPANISH);
  }

  @Test
  void of_windows() {
    assertThat(CsvText.of(SPANISH.getBytes(Charset.forName("windows-1252"))).text())
        .isEqualTo(SPANISH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text,language|,",
        "text;language|;",
        "text\tlanguage|\t",
        "text|,",
        "\"a,b,c\";d|;",
        "\"a;b;c\",d|,",
        "a;b~x,y,z,u,v|;"
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void of_delimiter(String text, char delimiter) {
    String plain = text.replace("~", "\n");

    assertThat(CsvText.of(plain.getBytes(UTF_8)).delimiter()).isEqualTo(delimiter);
  }
}
