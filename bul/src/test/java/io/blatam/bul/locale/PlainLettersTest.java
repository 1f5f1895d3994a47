package io.blatam.bul.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainLettersTest {

  @ParameterizedTest
  @CsvSource({
    "' Bogotá  D.C.',bogota d.c.",
    "ÑANDÚ €5,nandu €5",
    "ΣΟΦΟΣ,σοφος",
    "İstanbul,istanbul",
    "n\u0303u,nu",
    "Straße,straße"
  })
  void fold_words_lowerCaseWithoutAccents(String text, String folded) {
    assertThat(PlainLetters.fold(text)).isEqualTo(folded);
  }

  /** The table and the standard's own decomposition agree, letter by letter and together. */
  @Test
  void fold_anyLetters_isWhatNormalizingGives() {
    Random random = new Random(11);
    int[] ends = {0x80, 0x180, 0x2100, 0x3000, 0x10000};
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        char letter = (char) random.nextInt(ends[random.nextInt(ends.length)]);
        text.append(
            random.nextInt(4) == 0 ? " \t\n\u00a0\u001c".charAt(random.nextInt(5)) : letter);
      }
      assertThat(PlainLetters.fold(text.toString()))
          .as("%s", text.codePoints().mapToObj(Integer::toHexString).toList())
          .isEqualTo(
              Normalizer.normalize(text, Normalizer.Form.NFD)
                  .replaceAll("\\p{M}+", "")
                  .replaceAll("\\s+", " ")
                  .strip()
                  .toLowerCase(Locale.ROOT));
    }
  }
}
