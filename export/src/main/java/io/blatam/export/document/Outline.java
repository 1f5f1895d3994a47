package io.blatam.export.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Finds the top-level headings and gives each an anchor that is unique in the document. */
final class Outline {

  private Outline() {}

  static List<Section> of(Node body) {
    List<Section> sections = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Node node = body.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        String title = PlainText.of(heading);
        sections.add(new Section(heading.getLevel(), title, anchor(title, taken), heading));
      }
    }
    return sections;
  }

  private static String anchor(String title, Set<String> taken) {
    String slug =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String base = "s-" + (slug.length() > 60 ? slug.substring(0, 60) : slug);
    String anchor = base;
    for (int n = 2; !taken.add(anchor); n++) {
      anchor = base + "-" + n;
    }
    return anchor;
  }
}
