package io.blatam.bul.revision;

import io.blatam.bul.locale.Language;
import io.blatam.bul.revision.VersionDiff.Change;
import io.blatam.bul.revision.VersionDiff.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Differences for people to read: as Markdown, or as a page of HTML that needs nothing else. */
public final class DiffText {

  /** Letters of unchanged text that are shown before and after a change. */
  private static final int AROUND = 160;

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
          + "color:#1d2733}h2{margin:2rem 0 .5rem;font-size:1.2rem}small{color:#586879;"
          + "font-weight:400}.text{white-space:pre-wrap;overflow-wrap:anywhere;"
          + "border-left:3px solid #d8dfe7;padding-left:1rem}ins{background:#d8f3dc;"
          + "text-decoration:none}del{background:#fde2e1;color:#7a1f1a}";

  private DiffText() {}

  public static String markdown(VersionDiff diff, Language language) {
    StringBuilder text = new StringBuilder();
    text.append("# ")
        .append(heading(diff, language))
        .append("\n\n")
        .append(totals(diff, language))
        .append("\n");
    diff.title()
        .ifPresent(
            title ->
                text.append("\n~~")
                    .append(title.before())
                    .append("~~ **")
                    .append(title.after())
                    .append("**\n"));
    for (Section section : different(diff)) {
      text.append("\n## ")
          .append(section.title())
          .append(" (")
          .append(what(section, language))
          .append(")\n");
      if (!section.text().isEmpty()) {
        text.append('\n')
            .append(shortened(section).stream().map(DiffText::marked).collect(Collectors.joining()))
            .append('\n');
      }
    }
    return text.toString();
  }

  public static String html(VersionDiff diff, Language language) {
    StringBuilder page =
        new StringBuilder("<!DOCTYPE html><html lang=\"")
            .append(language.code())
            .append("\"><head><meta charset=\"utf-8\">");
    page.append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(escaped(heading(diff, language)))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(escaped(heading(diff, language)))
        .append("</h1><p>")
        .append(escaped(totals(diff, language)))
        .append("</p>");
    diff.title()
        .ifPresent(
            title ->
                page.append("<p><del>")
                    .append(escaped(title.before()))
                    .append("</del> <ins>")
                    .append(escaped(title.after()))
                    .append("</ins></p>"));
    for (Section section : different(diff)) {
      page.append("<h2>")
          .append(escaped(section.title()))
          .append(" <small>")
          .append(escaped(what(section, language)))
          .append("</small></h2>");
      if (!section.text().isEmpty()) {
        page.append("<div class=\"text\">")
            .append(
                shortened(section).stream().map(DiffText::element).collect(Collectors.joining()))
            .append("</div>");
      }
    }
    return page.append("</body></html>\n").toString();
  }

  private static String heading(VersionDiff diff, Language language) {
    return language.choose("Versión ", "Version ") + diff.from() + " → " + diff.to();
  }

  private static String totals(VersionDiff diff, Language language) {
    VersionDiff.Totals totals = diff.totals();
    return language
        .choose(
            "Apartados: %d cambiados, %d añadidos, %d quitados, %d movidos. Palabras: +%d −%d.",
            "Sections: %d changed, %d added, %d removed, %d moved. Words: +%d −%d.")
        .formatted(
            totals.changed(),
            totals.added(),
            totals.removed(),
            totals.moved(),
            totals.wordsAdded(),
            totals.wordsRemoved());
  }

  private static List<Section> different(VersionDiff diff) {
    return diff.sections().stream()
        .filter(section -> section.change() != Change.UNCHANGED || section.moved())
        .toList();
  }

  private static String what(Section section, Language language) {
    List<String> said = new ArrayList<>();
    if (section.change() != Change.UNCHANGED || !section.moved()) {
      said.add(change(section.change(), language));
    }
    if (section.moved()) {
      said.add(language.choose("movido", "moved"));
    }
    section
        .renamed()
        .ifPresent(
            title -> said.add(language.choose("antes «%s»", "was “%s”").formatted(title.before())));
    return String.join(", ", said);
  }

  private static String change(Change change, Language language) {
    return switch (change) {
      case UNCHANGED -> language.choose("igual", "unchanged");
      case CHANGED -> language.choose("cambiado", "changed");
      case ADDED -> language.choose("añadido", "added");
      case REMOVED -> language.choose("quitado", "removed");
    };
  }

  /** Long unchanged stretches are left out. */
  private static List<WordDiff.Piece> shortened(Section section) {
    List<WordDiff.Piece> pieces = section.text();
    return java.util.stream.IntStream.range(0, pieces.size())
        .mapToObj(
            i ->
                pieces.get(i).kind() == WordDiff.Kind.EQUAL
                    ? new WordDiff.Piece(
                        WordDiff.Kind.EQUAL,
                        cut(pieces.get(i).text(), i == 0, i == pieces.size() - 1))
                    : pieces.get(i))
        .toList();
  }

  private static String cut(String text, boolean first, boolean last) {
    int before = last ? AROUND : first ? 0 : AROUND;
    int after = first ? AROUND : last ? 0 : AROUND;
    if (text.length() <= before + after + AROUND) {
      return text;
    }
    int from = before == 0 ? 0 : space(text, before);
    int to = after == 0 ? text.length() : space(text, text.length() - after);
    return text.substring(0, from) + " […] " + (after == 0 ? "" : text.substring(to));
  }

  private static int space(String text, int near) {
    int at = text.lastIndexOf(' ', near);
    return at < 0 ? near : at;
  }

  /** Bold is what is new, so the text's own is left out. */
  private static String marked(WordDiff.Piece piece) {
    String text = piece.text().replace("**", "");
    return switch (piece.kind()) {
      case EQUAL -> text;
      case DELETE -> around(text, "~~");
      case INSERT -> around(text, "**");
    };
  }

  /** Marks stand at words, and not across lines, where Markdown would not see them. */
  private static String around(String text, String mark) {
    return text.lines()
            .map(
                line ->
                    line.isBlank()
                        ? line
                        : line.replaceFirst(
                            "^(\\s*)(.*?)(\\s*)$", "$1" + mark + "$2" + mark + "$3"))
            .collect(Collectors.joining("\n"))
        + (text.endsWith("\n") ? "\n" : "");
  }

  private static String element(WordDiff.Piece piece) {
    String text = escaped(piece.text());
    return switch (piece.kind()) {
      case EQUAL -> text;
      case DELETE -> "<del>" + text + "</del>";
      case INSERT -> "<ins>" + text + "</ins>";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
