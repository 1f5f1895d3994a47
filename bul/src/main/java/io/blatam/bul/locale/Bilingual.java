package io.blatam.bul.locale;

/** One text in both languages, as the data files keep it: {@code {es: …, en: …}}. */
public record Bilingual(String es, String en) {

  /** The text in {@code language}. */
  public String in(Language language) {
    return language.choose(es, en);
  }
}
