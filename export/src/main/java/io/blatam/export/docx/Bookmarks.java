package io.blatam.export.docx;

import io.blatam.export.document.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.Heading;

/** The bookmark of each heading: Word allows them no hyphens and forty characters at most. */
final class Bookmarks {

  private final Map<String, String> byId = new HashMap<>();
  private final Map<Heading, String> byHeading = new HashMap<>();

  private Bookmarks() {}

  static Bookmarks of(List<Section> sections) {
    Bookmarks bookmarks = new Bookmarks();
    for (Section section : sections) {
      String name = "_Toc%08d".formatted(bookmarks.byId.size() + 1);
      bookmarks.byId.put(section.id(), name);
      bookmarks.byHeading.put(section.heading(), name);
    }
    return bookmarks;
  }

  String of(Section section) {
    return byId.get(section.id());
  }

  Optional<String> of(Heading heading) {
    return Optional.ofNullable(byHeading.get(heading));
  }

  /** The bookmark that a link such as {@code #finanzas} (with or without our prefix) leads to. */
  Optional<String> target(String link) {
    String anchor = link.substring(1);
    String bookmark = byId.get(anchor);
    return Optional.ofNullable(bookmark != null ? bookmark : byId.get("s-" + anchor));
  }
}
