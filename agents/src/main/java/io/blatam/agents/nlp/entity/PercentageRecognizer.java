package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Percentages: {@code 12,5 %}, {@code 12.5%}, {@code 12 por ciento}; not figures in words. */
final class PercentageRecognizer implements Recognizer {

  private static final Pattern PERCENTAGE =
      Pattern.compile(
          "(?<![\\p{L}\\d.,])(?<sign>[-−+]?)(?<figure>"
              + FigureNotation.PATTERN
              + ")[ \u00a0\u202f]?(?:%|por ciento\\b|por cien\\b|percent\\b|per cent\\b)",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = PERCENTAGE.matcher(text);
    while (matcher.find()) {
      String sign =
          "-−".contains(matcher.group("sign")) && !matcher.group("sign").isEmpty() ? "-" : "";
      String value =
          sign
              + FigureNotation.read(matcher.group("figure"), FigureNotation.ThreeDigits.DECIMALS)
                  .toPlainString()
              + "%";
      found.add(
          Entity.unchecked(EntityType.PERCENTAGE, text, matcher.start(), matcher.end(), value));
    }
    return found;
  }
}
