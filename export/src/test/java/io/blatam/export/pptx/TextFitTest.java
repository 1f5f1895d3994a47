package io.blatam.export.pptx;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.pptx.SlideLayout.Box;
import io.blatam.export.pptx.TextLine.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;

class TextFitTest {

  private static final Box BOX = SlideLayout.CONTENT.text();

  @Test
  void scale_fewWords_isLarge() {
    assertThat(TextFit.scale(List.of(line("Uno", 0), line("Dos", 0)), BOX)).isGreaterThan(1);
  }

  @Test
  void pages_subItems_stayWithTheirItem() {
    List<TextLine> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(line("Un punto con bastantes palabras para una línea", 0));
      lines.add(line("y su detalle", 1));
    }

    assertThat(TextFit.pages(lines, BOX))
        .hasSizeGreaterThan(1)
        .allMatch(page -> page.lines().get(0).level() == 0);
  }

  @Property(tries = 300)
  void pages_anyText_fitAndLoseNothing(
      @ForAll @Size(min = 1, max = 30)
          List<@AlphaChars @StringLength(min = 1, max = 300) String> texts,
      @ForAll @IntRange(min = 0, max = 2) int deepest) {
    List<TextLine> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(line(texts.get(i), i == 0 ? 0 : i % (deepest + 1)));
    }

    List<TextFit.Page> pages = TextFit.pages(lines, BOX);

    assertThat(pages.stream().flatMap(page -> page.lines().stream())).isEqualTo(lines);
    assertThat(pages).allMatch(page -> TextLine.fits(page.lines(), BOX, page.scale()));
  }

  private static TextLine line(String text, int level) {
    Node paragraph = new Paragraph();
    paragraph.appendChild(new Text(text));
    return TextLine.of(Kind.BULLET, paragraph, level);
  }
}
