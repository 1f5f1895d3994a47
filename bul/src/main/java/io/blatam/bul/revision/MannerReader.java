package io.blatam.bul.revision;

import io.blatam.bul.brief.Tone;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a text shall sound and how long it shall be, of the whole document or a section. */
final class MannerReader {

  /** What may stand before the change itself. */
  static final String ASKING =
      "(?:(?:quiero que|me gustaria que|i want|i would like|can you|puedes)\\s+)?"
          + "(?:(?:haz|hazlo|haga|hagalo|hazme|pon|ponlo|ponga|dejalo|que sea|que el documento sea|sea|redactalo"
          + "|escribelo|reescribelo|reescribe|redacta|usa|utiliza|make|make it|write it|rewrite it|rewrite|use"
          + "|be|it should be|it to be)\\s+)?";

  /** The whole document. */
  private static final Pattern EVERYTHING =
      Pattern.compile(
          "(?:(?:todo |all )?(?:el |the |lo |este |this )?(?:documento|texto|contrato|plan|informe|todo|document|text"
              + "|contract|report|it|everything|whole document|whole text))?(?: sea| un poco| algo| a bit| slightly"
              + "| mucho| much| bastante)*");

  private static final Pattern FORMAL =
      phrase(
          "(?:en |con |in |with )?(?:un |una |el |a |the )?(?:tono |registro |lenguaje |estilo |tone |register"
              + " |language |style )?(?:(?:mas|more) (?:formal|serio|sobrio|profesional|institucional|serious"
              + "|professional)(?:es)?|formal|formalmente|de usted)(?: (?:tone|register|language|style|tono|registro))?");
  private static final Pattern WARM =
      phrase(
          "(?:en |con |in |with )?(?:un |una |el |a |the )?(?:tono |registro |lenguaje |estilo |tone |register"
              + " |language |style )?(?:(?:menos|less) (?:formal|serio|serious)|(?:mas|more) (?:cercano|cercana"
              + "|informal|coloquial|natural|sencillo|sencilla|llano|directo|casual|friendly|conversational"
              + "|warm|plain|relaxed)|informal|cercano|de tu)(?: (?:tone|register|language|style|tono|registro))?");
  private static final Pattern NEUTRAL =
      phrase(
          "(?:en |con |in |with )?(?:un |a |the |el )?(?:tono |registro |tone |register )?(?:neutro|neutral|normal"
              + "|original)(?: tone| register)?");
  private static final Pattern SHORTER =
      phrase(
          "(?:mas (?:cort[oa]|breve|concis[oa]|resumid[oa]|escuet[oa])|shorter|briefer|more (?:concise|brief)"
              + "|(?:acorta|abrevia|resume|sintetiza|condensa|acortalo|resumelo|abrevialo|shorten|condense"
              + "|abridge|summarise|summarize|cut down)(?: (?:it|lo))?)");
  private static final Pattern LONGER =
      phrase(
          "(?:mas (?:larg[oa]|extens[oa]|detallad[oa]|complet[oa])|longer|more (?:detailed|extensive)"
              + "|(?:alarga|amplia|desarrolla|alargalo|amplialo|lengthen|expand|elaborate)(?: (?:it|lo))?)");

  private final SectionNames names;

  MannerReader(SectionNames names) {
    this.names = names;
  }

  private static Pattern phrase(String words) {
    return Pattern.compile(
        ASKING
            + "(?<scope>.*?)\\s*\\b"
            + words
            + "\\b(?:\\s*(?:(?:en|in|para|for|de|of)\\s+)?(?<where>.*))?");
  }

  Optional<Edit> tone(Plain said) {
    return tone(said, FORMAL, Tone.FORMAL)
        .or(() -> tone(said, WARM, Tone.WARM))
        .or(() -> tone(said, NEUTRAL, Tone.NEUTRAL));
  }

  private Optional<Edit> tone(Plain said, Pattern phrase, Tone tone) {
    return scope(said, phrase).map(section -> new Edit.Register(tone, section));
  }

  Optional<Edit> length(Plain said) {
    return length(said, SHORTER, true).or(() -> length(said, LONGER, false));
  }

  private Optional<Edit> length(Plain said, Pattern phrase, boolean shorter) {
    return scope(said, phrase).map(section -> new Edit.Length(shorter, section));
  }

  /**
   * Which section a phrase is about, an empty one for all; empty where it is about something else.
   */
  private Optional<Optional<String>> scope(Plain said, Pattern phrase) {
    Matcher found = phrase.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    String before = strip(found.group("scope"));
    String after = strip(found.group("where") == null ? "" : found.group("where"));
    boolean allBefore = EVERYTHING.matcher(before).matches();
    boolean allAfter = EVERYTHING.matcher(after).matches();
    if (allBefore && allAfter) {
      return Optional.of(Optional.empty());
    }
    if (!allBefore && !allAfter) {
      return Optional.empty();
    }
    return names.find(allBefore ? after : before).map(section -> Optional.of(section.id()));
  }

  private static String strip(String words) {
    return words
        .strip()
        .replaceAll("^(?:que|de|del)\\s+", "")
        .replaceAll("\\s+(?:sea|be|un poco|algo|a bit)$", "");
  }
}
