package io.blatam.bul.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last look before delivery: no template residue, no empty or missing chapter, tables whose
 * rows have as many cells as their head, and figures that agree with each other.
 */
final class DocumentCheck {
  /** Escaped braces are a person's own words; a bare Java value is not. */
  private static final Pattern RESIDUE =
      Pattern.compile(
          "(?<!\\\\)\\{\\{|(?<!\\\\)\\{%|Optional\\[|Optional\\.empty|\\| *null *\\||io\\.blatam\\.");

  private static final Pattern FRONT_MATTER = Pattern.compile("(?s)\\A---\\n.*?\\n---\\n");
  private static final Pattern CHAPTER = Pattern.compile("(?m)^# (.+)$");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```\\s*$");

  private DocumentCheck() {}

  /** What is wrong with {@code markdown}; empty when it can be delivered. */
  public static List<Finding> check(DocumentPlan plan, String markdown) {
    List<Finding> findings = new ArrayList<>();
    String outsideCode = FENCE.matcher(body(markdown)).replaceAll("");
    Matcher residue = RESIDUE.matcher(outsideCode);
    while (residue.find()) {
      findings.add(
          new Finding(
              "template-residue",
              "",
              "\"" + residue.group() + "\" in " + around(outsideCode, residue)));
    }
    chapters(plan, outsideCode, findings);
    tables(outsideCode, findings);
    plan.figures()
        .contradictions()
        .forEach(text -> findings.add(new Finding("sum-mismatch", "", text)));
    return findings;
  }

  /** A document without its front matter. */
  static String body(String markdown) {
    return FRONT_MATTER.matcher(markdown).replaceFirst("");
  }

  private static void chapters(DocumentPlan plan, String markdown, List<Finding> findings) {
    Set<String> present = new HashSet<>();
    Matcher heading = CHAPTER.matcher(markdown);
    int bodyStart = -1;
    String title = "";
    while (heading.find()) {
      emptyChapter(markdown, title, bodyStart, heading.start(), findings);
      title = heading.group(1).strip();
      present.add(title);
      bodyStart = heading.end();
    }
    emptyChapter(markdown, title, bodyStart, markdown.length(), findings);
    plan.outline().sections().stream()
        .filter(section -> !present.contains(section.title()))
        .forEach(
            section ->
                findings.add(
                    new Finding(
                        "missing-section",
                        section.id(),
                        "no chapter \"" + section.title() + "\"")));
  }

  private static void emptyChapter(
      String markdown, String title, int from, int to, List<Finding> findings) {
    if (from >= 0 && markdown.substring(from, to).isBlank()) {
      findings.add(new Finding("empty-section", "", "the chapter \"" + title + "\" has no text"));
    }
  }

  private static void tables(String markdown, List<Finding> findings) {
    int columns = 0;
    for (String line : markdown.split("\\R")) {
      if (!line.startsWith("|")) {
        columns = 0;
        continue;
      }
      int cells = line.replaceAll("\\\\\\|", "").replaceAll("[^|]", "").length() - 1;
      if (columns == 0) {
        columns = cells;
      } else if (cells != columns) {
        findings.add(
            new Finding(
                "ragged-table",
                "",
                "expected " + columns + " cells, found " + cells + ": " + line));
      }
    }
  }

  private static String around(String text, Matcher found) {
    int from = Math.max(0, found.start() - 40);
    int to = Math.min(text.length(), found.end() + 40);
    return "\"…" + text.substring(from, to).replaceAll("\\s+", " ") + "…\"";
  }
}
