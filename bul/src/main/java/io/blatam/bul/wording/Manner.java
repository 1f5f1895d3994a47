package io.blatam.bul.wording;

import io.blatam.bul.brief.Tone;
import io.blatam.bul.locale.Language;
import java.util.Optional;

/**
 * How a text is to be worded.
 *
 * @param register empty: as the templates are written
 * @param shorter whether explanations are left out of what is narrated
 */
public record Manner(Optional<Tone> register, boolean shorter) {

  /** As the templates are written. */
  public static final Manner USUAL = new Manner(Optional.empty(), false);

  public Manner in(Tone tone) {
    return new Manner(Optional.of(tone), shorter);
  }

  public Manner shortened(boolean wanted) {
    return new Manner(register, wanted);
  }

  /** The same manner where no word may be exchanged for another: who is addressed still counts. */
  public Manner keepingWords() {
    return new Manner(Optional.empty(), shorter);
  }

  /**
   * A text in this manner.
   *
   * @param narrative whether it may lose sentences; clauses and figures may not
   */
  public String say(String markdown, Language language, boolean narrative) {
    String text = narrative && shorter ? Shortening.of(markdown) : markdown;
    return register.map(tone -> Register.of(tone, language).apply(text)).orElse(text);
  }
}
