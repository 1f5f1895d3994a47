package io.blatam.bul.revision;

import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.SectionNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the section that somebody means: by id, number, title or the words of its title. */
final class SectionNames {

  private static final Pattern NOISE =
      Pattern.compile(
          "^(?:(?:el|la|los|las|lo|the|del|de|al|of|in|a|un|una|an|este|esta|this)\\s+"
              + "|(?:apartado|seccion|capitulo|clausula|parte|anexo|section|chapter|clause|part)"
              + "(?:\\s+(?:de|sobre|of|on|about|del|called|titulado|llamado))?\\s+)+");
  private static final Pattern TRAILING_NOUN =
      Pattern.compile("\\s+(?:section|chapter|clause|part|apartado|seccion)$");
  private static final Set<String> SMALL =
      Set.of(
          "de", "del", "la", "el", "los", "las", "y", "e", "o", "en", "a", "sobre", "para", "con",
          "the", "of", "and", "or", "on", "for", "in", "to", "about");
  private static final int STEM = 5;

  private final List<PlannedSection> sections;

  SectionNames(List<PlannedSection> sections) {
    this.sections = sections;
  }

  /**
   * The section meant; empty where none, or more than one, is.
   *
   * @param said folded or not
   */
  Optional<PlannedSection> find(String said) {
    String name = bare(said);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Matcher number = Pattern.compile("(\\d{1,2})\\.?").matcher(name);
    if (number.matches()) {
      int place = Integer.parseInt(number.group(1));
      return place >= 1 && place <= sections.size()
          ? Optional.of(sections.get(place - 1))
          : Optional.empty();
    }
    return only(section -> section.id().equals(name.replace(' ', '-')))
        .or(() -> only(section -> title(section).equals(name)))
        .or(() -> best(name));
  }

  /** What is said without "el apartado de …". */
  static String bare(String said) {
    String folded = PlainLetters.fold(said).replaceAll("^[\"«“']+|[\"»”'.]+$", "");
    return TRAILING_NOUN
        .matcher(NOISE.matcher(folded + " ").replaceFirst("").strip())
        .replaceFirst("");
  }

  private Optional<PlannedSection> only(java.util.function.Predicate<PlannedSection> which) {
    List<PlannedSection> found = sections.stream().filter(which).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The one whose title or id has all the words, with the fewest besides. */
  private Optional<PlannedSection> best(String name) {
    List<String> words = stems(name);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    List<PlannedSection> best = new ArrayList<>();
    int least = Integer.MAX_VALUE;
    for (PlannedSection section : sections) {
      List<String> title = stems(title(section));
      List<String> id = stems(section.id().replace('-', ' '));
      int besides =
          title.containsAll(words)
              ? title.size() - words.size()
              : id.containsAll(words) ? id.size() - words.size() : Integer.MAX_VALUE;
      if (besides < least) {
        best.clear();
        least = besides;
      }
      if (besides == least && besides < Integer.MAX_VALUE) {
        best.add(section);
      }
    }
    return best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty();
  }

  private static List<String> stems(String text) {
    return Arrays.stream(text.split("[^a-z0-9]+"))
        .filter(word -> !word.isEmpty() && !SMALL.contains(word))
        .map(word -> word.length() <= STEM ? word : word.substring(0, STEM))
        .collect(Collectors.toList());
  }

  private static String title(PlannedSection section) {
    return PlainLetters.fold(SectionNumbers.bare(section.title()));
  }
}
