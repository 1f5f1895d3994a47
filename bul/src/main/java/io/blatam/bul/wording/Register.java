package io.blatam.bul.wording;

import io.blatam.bul.brief.Tone;
import io.blatam.bul.locale.Language;
import io.blatam.platform.Capital;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rewords prose into another register by a table of what people write formally and plainly: {@code
 * bul/wording/es.yaml} and {@code en.yaml}. Each entry has the same meaning and takes the same
 * grammar, so a sentence stays right. What is quoted, code, a link or a name stays as it is: a
 * capital inside a sentence, or before another capital, is taken for one. Immutable, thread-safe.
 */
final class Register {

  private static final Pattern VERBATIM =
      Pattern.compile("«[^»]*»|“[^”]*”|`[^`]*`|\\]\\([^)]*\\)|<[^>]*>|https?://\\S+");

  /** What may stand between a sentence's beginning and its first word. */
  private static final Pattern BEGINNING =
      Pattern.compile("(?U)(?:^|[.!?…:]\\**)[\\s>*_\\d.)§•¿¡-]*$");

  private static final Map<Language, Map<Tone, Register>> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      Map<Tone, Register> registers = new EnumMap<>(Tone.class);
      for (Tone tone : Tone.values()) {
        registers.put(tone, new Register(WordingTable.of(language).words(tone)));
      }
      ALL.put(language, registers);
    }
  }

  private final List<String> replacements;
  private final Pattern any;

  private Register(List<List<String>> table) {
    this.replacements = table.stream().map(pair -> pair.get(1)).toList();
    this.any =
        Pattern.compile(
            table.stream()
                .map(pair -> "(" + pair.get(0) + ")")
                .collect(
                    Collectors.joining(
                        "|", "(?iu)(?<![\\p{L}\\d])(?:", ")(?:(?<=\\s)|(?![\\p{L}\\d]))")));
  }

  /** The one for a tone; the neutral one changes nothing. */
  public static Register of(Tone tone, Language language) {
    return ALL.get(language).get(tone);
  }

  public String apply(String markdown) {
    return replacements.isEmpty() ? markdown : ProseLines.map(markdown, this::line);
  }

  private String line(String line) {
    StringBuilder said = new StringBuilder();
    Matcher verbatim = VERBATIM.matcher(line);
    int from = 0;
    while (verbatim.find()) {
      said.append(reworded(line, from, verbatim.start())).append(verbatim.group());
      from = verbatim.end();
    }
    return said.append(reworded(line, from, line.length())).toString();
  }

  private String reworded(String line, int from, int to) {
    StringBuilder said = new StringBuilder();
    Matcher found = any.matcher(line).region(from, to).useTransparentBounds(true);
    int copied = from;
    while (found.find()) {
      if (replaceable(line, found.start(), found.end())) {
        said.append(line, copied, found.start()).append(replacement(found));
        copied = found.end();
      }
    }
    return said.append(line, copied, to).toString();
  }

  private static boolean replaceable(String line, int start, int end) {
    if (!Character.isUpperCase(line.codePointAt(start))) {
      return true;
    }
    boolean begins = BEGINNING.matcher(line.substring(0, start)).find();
    String after = line.substring(end).stripLeading();
    return begins && (after.isEmpty() || !Character.isUpperCase(after.codePointAt(0)));
  }

  private String replacement(Matcher found) {
    List<Integer> matching = new ArrayList<>();
    for (int group = 1; group <= replacements.size() && matching.isEmpty(); group++) {
      if (found.group(group) != null) {
        matching.add(group);
      }
    }
    String said = replacements.get(matching.get(0) - 1);
    return Character.isUpperCase(found.group().codePointAt(0)) ? Capital.first(said) : said;
  }
}
