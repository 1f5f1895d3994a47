package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blatam.bul.locale.PlainLetters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the document speaks to its reader. */
public enum Tone {
  FORMAL,
  NEUTRAL,
  WARM;

  private static final Map<String, Tone> CALLED =
      Map.of("cercano", WARM, "cercana", WARM, "neutro", NEUTRAL, "neutra", NEUTRAL);

  /**
   * How a text asks for one: "en tono cercano", "de tú", "in a friendly tone". In plain letters.
   */
  private static final Map<Tone, Pattern> SAID =
      Map.of(
          FORMAL,
          Pattern.compile(
              "\\b(?:tono|registro|estilo|lenguaje) (?:muy |mas )?formal\\b"
                  + "|\\b(?:trat\\w+|habl\\w+|dirij\\w+|escri\\w+) (?:\\w+ )?de usted\\b"
                  + "|\\b(?:formal|official) (?:tone|register|language|style)\\b"),
          WARM,
          Pattern.compile(
              "\\b(?:tono|registro|estilo|lenguaje) (?:muy |mas )?(?:cercan[oa]|informal|familiar|amable)\\b"
                  + "|\\b(?:trat\\w+|habl\\w+|dirij\\w+|escri\\w+) (?:\\w+ )?de tu\\b|\\btute\\w+"
                  + "|\\b(?:friendly|warm|informal|plain|casual) (?:tone|register|language|style)\\b"));

  /** The name in JSON. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #id()}, and what it is called in Spanish. */
  @JsonCreator
  public static Tone of(String id) {
    Tone known = CALLED.get(id.strip().toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    return WireNames.parse(values(), Tone::id, "tone", id);
  }

  /** The tone that a free text asks for; empty where it asks for none, or for both. */
  static Optional<Tone> said(String text) {
    String plain = PlainLetters.fold(text);
    List<Tone> found =
        SAID.entrySet().stream()
            .filter(tone -> tone.getValue().matcher(plain).find())
            .map(Map.Entry::getKey)
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
