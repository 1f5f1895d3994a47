package io.blatam.bul.production;

import java.util.LinkedHashMap;
import java.util.Map;

/** The chapters of a document's Markdown: what stands under each heading of the first level. */
public final class Chapters {

  private Chapters() {}

  /**
   * Texts by title, in their order; those of chapters of one name under that name.
   *
   * @param opening what the text before the first heading is called
   */
  public static Map<String, String> of(String markdown, String opening) {
    Map<String, String> chapters = new LinkedHashMap<>();
    String body = markdown.replaceFirst("(?s)\\A---\\n.*?\\n---\\n", "");
    String title = opening;
    StringBuilder text = new StringBuilder();
    boolean fenced = false;
    boolean opens = true;
    for (String line : body.split("\n", -1)) {
      boolean fence = line.startsWith("```");
      if (!fenced && line.startsWith("# ")) {
        put(chapters, title, text, opens);
        title = line.substring(2).strip();
        text.setLength(0);
        opens = false;
      } else {
        text.append(line).append('\n');
      }
      fenced ^= fence;
    }
    put(chapters, title, text, opens);
    return chapters;
  }

  private static void put(
      Map<String, String> chapters, String title, StringBuilder text, boolean opens) {
    String said = text.toString().strip();
    if (!opens || !said.isEmpty()) {
      chapters.merge(title, said, (one, other) -> (one + "\n\n" + other).strip());
    }
  }
}
