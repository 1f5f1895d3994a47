package io.blatam.gamma.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller asks for. Only the topic is needed.
 *
 * @param topic what the deck is about, or a sentence that asks for it
 * @param length how many slides; what the topic says when not given, else 10
 * @param language that of the topic when not given
 * @param kind what sort of deck; told from the topic when not given
 * @param keyPoints what the deck must say, in the caller's words
 * @param data the figures of the chart slide; without them the chart shows the deck's own plan
 * @param formats any of {@code md}, {@code pptx}, {@code pdf}; all when not given
 */
public record PresentationRequest(
    String topic,
    Optional<String> audience,
    Optional<Tone> tone,
    Optional<Integer> length,
    Optional<Language> language,
    Optional<DeckKind> kind,
    Optional<String> company,
    Optional<String> author,
    Optional<List<String>> keyPoints,
    Optional<DeckData> data,
    Optional<List<String>> formats) {

  public static final int SHORTEST = 5;
  public static final int LONGEST = 20;
  public static final int DEFAULT_LENGTH = 10;
  private static final int MOST_POINTS = 8;

  /** The formats a deck comes in, in the order in which they are made. */
  public static final List<String> FORMATS = List.of("md", "pptx", "pdf");

  public PresentationRequest {
    requireText("topic", topic, 300);
    audience.ifPresent(value -> requireText("audience", value, 200));
    company.ifPresent(value -> requireText("company", value, 120));
    author.ifPresent(value -> requireText("author", value, 120));
    length.ifPresent(
        slides ->
            require(
                slides >= SHORTEST && slides <= LONGEST,
                "length: must be from " + SHORTEST + " to " + LONGEST + " slides, not " + slides));
    keyPoints.ifPresent(PresentationRequest::requirePoints);
    formats.ifPresent(PresentationRequest::requireFormats);
  }

  private static void requirePoints(List<String> points) {
    require(points.size() <= MOST_POINTS, "key_points: must be at most " + MOST_POINTS);
    points.forEach(point -> requireText("key_points", point, 240));
  }

  private static void requireFormats(List<String> formats) {
    require(!formats.isEmpty(), "formats: must name at least one of " + String.join(", ", FORMATS));
    for (String format : formats) {
      require(
          FORMATS.contains(format),
          "formats: must be of " + String.join(", ", FORMATS) + ", not " + format);
    }
    require(Set.copyOf(formats).size() == formats.size(), "formats: must not repeat a format");
  }

  static void requireText(String field, String text, int longest) {
    require(!text.isBlank(), field + ": must not be blank");
    require(text.length() <= longest, field + ": must be at most " + longest + " characters");
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * The same request of a company that has told of itself; what it says itself wins.
   *
   * @param ownTone the name of one; one that is not known here says nothing
   */
  public PresentationRequest by(Optional<String> ownName, Optional<String> ownTone) {
    return new PresentationRequest(
        topic,
        audience,
        tone.or(() -> ownTone.flatMap(Tone::find)),
        length,
        language,
        kind,
        company.or(() -> ownName),
        author,
        keyPoints,
        data,
        formats);
  }

  public Language spokenLanguage() {
    return language.orElseGet(() -> Language.of(topic));
  }

  public DeckKind deckKind() {
    return kind.orElseGet(() -> DeckKind.of(topic));
  }

  public int slides() {
    return length.or(Topic.of(topic)::slides).orElse(DEFAULT_LENGTH);
  }

  /** Whom the deck is for, where the request says so. */
  public Optional<String> readers() {
    return audience.or(Topic.of(topic)::audience);
  }

  /** What the deck is called: the topic, without the words that ask for it. */
  public String title() {
    return Topic.of(topic).title();
  }

  /** What to make, each once, in a fixed order. */
  public List<String> wantedFormats() {
    return formats.map(asked -> FORMATS.stream().filter(asked::contains).toList()).orElse(FORMATS);
  }
}
