package io.blatam.kvcache.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.shard.EntryLine;
import io.blatam.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCursorTest {

  private final EntryCursor cursor = new EntryCursor(new byte[32]);
  private final EntryLine line = EntryLine.place(7, new CacheKey("acme", "vault", "nómina de Ana"));

  @Test
  void parse_ofAText_isThePlaceAgain() {
    EntryLine again = cursor.parse(cursor.text(line));

    assertThat(again.segment()).isEqualTo(7);
    assertThat(again.key()).isEqualTo(line.key());
  }

  @Test
  void text_saysNothingOfTheKey() {
    byte[] whole = Base64.getUrlDecoder().decode(cursor.text(line));

    assertThat(new String(whole, StandardCharsets.ISO_8859_1)).doesNotContain("vault", "mina de");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "****", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void parse_ofWhatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> cursor.parse(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cursor");
  }
}
