package io.blatam.redundancy.readability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanishSyllablesTest {

  /** Divided by hand by the rules of the Ortografía. */
  @ParameterizedTest
  @CsvSource({
    "sol, sol",
    "y, y",
    "muy, muy",
    "rey, rey",
    "plan, plan",
    "casa, ca-sa",
    "viento, vien-to",
    "ciudad, ciu-dad",
    "cuidado, cui-da-do",
    "construido, cons-trui-do",
    "lingüística, lin-güís-ti-ca",
    "pingüino, pin-güi-no",
    "cigüeña, ci-güe-ña",
    "querer, que-rer",
    "guitarra, gui-ta-rra",
    "guerra, gue-rra",
    "agua, a-gua",
    "caos, ca-os",
    "leer, le-er",
    "poeta, po-e-ta",
    "país, pa-ís",
    "día, dí-a",
    "reúne, re-ú-ne",
    "búho, bú-ho",
    "prohibir, prohi-bir",
    "ahumar, ahu-mar",
    "prohíbe, pro-hí-be",
    "alcohol, al-co-hol",
    "chiita, chi-i-ta",
    "Paraguay, Pa-ra-guay",
    "averiguáis, a-ve-ri-guáis",
    "buey, buey",
    "habíais, ha-bí-ais",
    "leía, le-í-a",
    "oía, o-í-a",
    "mayo, ma-yo",
    "leyes, le-yes",
    "inversión, in-ver-sión",
    "negocio, ne-go-cio",
    "cafetería, ca-fe-te-rí-a",
    "recuperación, re-cu-pe-ra-ción",
    "aeropuerto, a-e-ro-puer-to",
    "ENERGÍA, e-ner-gí-a",
    "huevo, hue-vo",
    "hiato, hia-to"
  })
  void of_wordDividedByHand(String word, String divided) {
    assertThat(new SpanishSyllables().of(word)).isEqualTo(divided.split("-").length);
  }

  @ParameterizedTest
  @CsvSource({"cafeteri\u0301a, 5", "pai\u0301s, 2", "pingu\u0308ino, 3"})
  void of_decomposedAccents(String word, int syllables) {
    assertThat(new SpanishSyllables().of(word)).isEqualTo(syllables);
  }
}
