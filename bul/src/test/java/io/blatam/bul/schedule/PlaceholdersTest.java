package io.blatam.bul.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.locale.Language;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 31);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{date}} | 31 de enero de 2027 | January 31, 2027",
        "{{iso_date}} | 2027-01-31 | 2027-01-31",
        "{{iso_date+14}} | 2027-02-14 | 2027-02-14",
        "{{ iso_date - 31 }} | 2026-12-31 | 2026-12-31",
        "{{day}}.{{month_number}}.{{year}} | 31.1.2027 | 31.1.2027",
        "{{weekday}} | domingo | Sunday",
        "{{month}} | enero | January",
        "{{month-1}} | diciembre | December",
        "{{month_year}} | enero de 2027 | January 2027",
        "{{month_year-1}} | diciembre de 2026 | December 2026",
        "{{month_year+1}} | febrero de 2027 | February 2027",
        "{{first_day}} a {{last_day}} | 2027-01-01 a 2027-01-31 | 2027-01-01 a 2027-01-31",
        "{{last_day+1}} | 2027-02-28 | 2027-02-28",
        "T{{quarter}} | T1 | T1",
        "T{{quarter-1}} | T4 | T4",
        "{{week}} | 4 | 4",
        "{{year-1}} | 2026 | 2026",
        "100 % } {x} | 100 % } {x} | 100 % } {x}"
      })
  void fill_word(String text, String spanish, String english) {
    assertThat(Placeholders.fill(text, NEW_YEAR, Language.ES)).isEqualTo(spanish);
    assertThat(Placeholders.fill(text, NEW_YEAR, Language.EN)).isEqualTo(english);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{mes}}",
        "{{month",
        "{{}}",
        "{{date.getClass()}}",
        "{{date+1000}}",
        "{{{{date}}}}",
        "{{ 7*7 }}",
        "{{date|raw}}",
        "{{date}} {{include x}}"
      })
  void fill_unknown(String text) {
    assertThatThrownBy(() -> Placeholders.fill(text, NEW_YEAR, Language.ES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("brief: there is no placeholder {{")
        .hasMessageContaining("month_year");
  }

  @Test
  void fill_textsAtAnyDepth_nothingElse() {
    ObjectNode brief =
        Json.read(
            "{\"text\": \"{{year}}\", \"a\": [{\"b\": \"{{month}}\"}, 5, null, true]}"
                .getBytes(StandardCharsets.UTF_8),
            ObjectNode.class);

    assertThat(Placeholders.fill(brief, NEW_YEAR, Language.ES))
        .hasToString("{\"text\":\"2027\",\"a\":[{\"b\":\"enero\"},5,null,true]}");
    assertThat(brief.get("text").textValue()).isEqualTo("{{year}}");
  }
}
