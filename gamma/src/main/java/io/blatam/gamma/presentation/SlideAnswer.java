package io.blatam.gamma.presentation;

import io.blatam.gamma.presentation.DeckSlide.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads what a model wrote for a slide. An answer is taken only if it has the form that was asked
 * for and states no figure that it was not given: a model's number is a guess, and a guess on a
 * slide becomes a fact.
 */
final class SlideAnswer {

  private static final int MOST_POINTS = 7;
  private static final int LONGEST_POINT = 320;

  private static final Pattern POINT =
      Pattern.compile("(?m)^\\s{0,3}(?:[-*+]|\\d{1,2}[.)])\\s+(.+)$");
  private static final Pattern NOTES = Pattern.compile("(?s)```notes\\s*\\n(.*?)\\n?```");
  private static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,\\u00A0\\u202F ]\\d+)*");
  private static final Pattern HTML_OR_LINK = Pattern.compile("<[a-zA-Z/!]|\\]\\(|https?://");

  private SlideAnswer() {}

  /**
   * The points and notes of the answer; empty when it can not be used.
   *
   * @param allowed everything whose figures the answer may repeat
   */
  static Optional<Written> read(String answer, String allowed, String fallbackNotes) {
    String body = NOTES.matcher(answer).replaceAll("");
    List<String> points = new ArrayList<>();
    POINT.matcher(body).results().forEach(found -> points.add(found.group(1).strip()));
    String notes =
        NOTES
            .matcher(answer)
            .results()
            .map(found -> MarkdownText.plain(found.group(1)))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(fallbackNotes);
    boolean usable =
        !points.isEmpty()
            && points.size() <= MOST_POINTS
            && points.stream().allMatch(point -> point.length() <= LONGEST_POINT)
            && !HTML_OR_LINK.matcher(body).find()
            && figures(allowed).containsAll(figures(String.join("\n", points) + "\n" + notes));
    return usable ? Optional.of(new Written(points, notes)) : Optional.empty();
  }

  private static Set<String> figures(String text) {
    Set<String> figures = new HashSet<>();
    FIGURE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(figure -> figure.replaceAll("\\D", ""))
        .forEach(figures::add);
    return figures;
  }
}
