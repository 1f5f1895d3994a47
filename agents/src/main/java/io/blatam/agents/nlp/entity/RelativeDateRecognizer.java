package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates that count from the day of writing: <i>mañana</i>, <i>dentro de 30 días</i>, <i>next
 * month</i>, <i>2 weeks ago</i>. The value is the ISO 8601 period with its sign; which day that is,
 * only the reader knows.
 */
final class RelativeDateRecognizer implements Recognizer {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final String UNIT =
      "(?<unit>d[ií]as?|semanas?|mes(?:es)?|a[ñn]os?|days?|weeks?|months?|years?)(?!\\p{L})";
  private static final String COUNT = "(?<count>\\d{1,4}|un|una|dos|tres|a|an|one|two|three) ";

  private static final Map<String, String> SINGLE =
      Map.ofEntries(
          Map.entry("hoy", "+P0D"),
          Map.entry("today", "+P0D"),
          Map.entry("mañana", "+P1D"),
          Map.entry("tomorrow", "+P1D"),
          Map.entry("pasado mañana", "+P2D"),
          Map.entry("day after tomorrow", "+P2D"),
          Map.entry("ayer", "-P1D"),
          Map.entry("yesterday", "-P1D"),
          Map.entry("anteayer", "-P2D"));

  private record Rule(Pattern pattern, Function<Matcher, String> value) {}

  private static final List<Rule> RULES =
      List.of(
          // «La mañana» and «cada mañana» are times of day; «hoy en día» is nowadays.
          rule(
              "(?<!\\p{L})(?<!\\b(?:la|las|cada|una|esta|buena|media)\\s)"
                  + "(pasado mañana|mañana|hoy(?! en día)|anteayer|ayer|day after tomorrow|tomorrow|today|yesterday)(?!\\p{L})",
              matcher -> SINGLE.get(matcher.group(1).toLowerCase(Locale.ROOT))),
          rule(
              "(?<!\\p{L})(?:dentro de|en un plazo de|en el plazo de|within|in) " + COUNT + UNIT,
              matcher -> "+" + period(matcher)),
          rule("(?<!\\p{L})hace " + COUNT + UNIT, matcher -> "-" + period(matcher)),
          rule("(?<!\\p{L})" + COUNT + UNIT + " ago(?!\\p{L})", matcher -> "-" + period(matcher)),
          rule(
              "(?<!\\p{L})(?:(?:el |la |del )?pr[oó]xim[oa]|next) " + UNIT,
              matcher -> "+P1" + unit(matcher)),
          rule(
              "(?<!\\p{L})(?:el|la) " + UNIT + " (?:que viene|entrante|pr[oó]xim[oa])(?!\\p{L})",
              matcher -> "+P1" + unit(matcher)),
          rule(
              "(?<!\\p{L})(?:el|la) " + UNIT + " (?:pasad[oa]|anterior)(?!\\p{L})",
              matcher -> "-P1" + unit(matcher)),
          rule("(?<!\\p{L})last " + UNIT, matcher -> "-P1" + unit(matcher)));

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(text);
      while (matcher.find()) {
        found.add(
            Entity.unchecked(
                EntityType.RELATIVE_DATE,
                text,
                matcher.start(),
                matcher.end(),
                rule.value().apply(matcher)));
      }
    }
    found.sort(Comparator.comparingInt(Entity::start));
    return found;
  }

  private static Rule rule(String pattern, Function<Matcher, String> value) {
    return new Rule(Pattern.compile(pattern, FLAGS), value);
  }

  private static String period(Matcher matcher) {
    return "P" + count(matcher.group("count").toLowerCase(Locale.ROOT)) + unit(matcher);
  }

  private static int count(String written) {
    return switch (written) {
      case "un", "una", "a", "an", "one" -> 1;
      case "dos", "two" -> 2;
      case "tres", "three" -> 3;
      default -> Integer.parseInt(written);
    };
  }

  private static String unit(Matcher matcher) {
    return switch (Character.toLowerCase(matcher.group("unit").charAt(0))) {
      case 'd' -> "D";
      case 's', 'w' -> "W";
      case 'm' -> "M";
      default -> "Y";
    };
  }
}
