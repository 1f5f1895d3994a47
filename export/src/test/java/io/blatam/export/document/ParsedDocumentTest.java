package io.blatam.export.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.blatam.export.api.InvalidDocumentException;
import io.blatam.export.document.FrontMatter.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedDocumentTest {

  @Test
  void parse_frontMatter_isRead() {
    FrontMatter front =
        ParsedDocument.parse(
                """
                ---
                title: Plan de negocio
                subtitle: Cafetería Aroma
                company: "Aroma: café & más SAS"
                language: es-CO
                date: 2026-11-23
                kind: document
                toc: false
                keywords: [café, plan]
                ---
                # Resumen
                """)
            .frontMatter();
    assertThat(front.title()).isEqualTo("Plan de negocio");
    assertThat(front.company()).isEqualTo("Aroma: café & más SAS");
    assertThat(front.language()).isEqualTo("es");
    assertThat(front.locale()).isEqualTo(Locale.forLanguageTag("es-CO"));
    assertThat(front.date()).contains(LocalDate.of(2026, 11, 23));
    assertThat(front.cover()).isTrue();
    assertThat(front.toc()).isFalse();
    assertThat(front.labels().date(front.date().get())).isEqualTo("23 de noviembre de 2026");
  }

  @Test
  void parse_noFrontMatter_usesDefaults() {
    FrontMatter front = ParsedDocument.parse("Hola\n\n# Informe de *ventas*\n").frontMatter();
    assertThat(front.title()).isEqualTo("Informe de ventas");
    assertThat(front.language()).isEqualTo("es");
    assertThat(front.kind()).isEqualTo(Kind.DOCUMENT);
    assertThat(front.theme()).isEqualTo("blatam");
    assertThat(front.date()).isEmpty();
  }

  @Test
  void parse_deckWithoutFlags_hasNeitherCoverNorContents() {
    FrontMatter front = ParsedDocument.parse("---\nkind: deck\n---\n# A\n").frontMatter();
    assertThat(front.cover()).isFalse();
    assertThat(front.toc()).isFalse();
  }

  @Test
  void parse_emptyText_isAnUntitledDocument() {
    assertThat(ParsedDocument.parse("").frontMatter().title()).isEqualTo("Documento");
  }

  @Test
  void parse_badValue_namesItsLine() {
    assertInvalid("---\ntitle: A\nlanguage: fr\n---\n", 3, "use es or en");
    assertInvalid("---\ntitle: A\n\ndate: mañana\n---\n", 4, "2026-11-23");
    assertInvalid("---\nkind: poster\n---\n", 2, "use document or deck");
    assertInvalid("---\ncover: quizás\n---\n", 2, "use true or false");
    assertInvalid("---\ntitle: [a, b]\n---\n", 2, "title is one text");
    assertInvalid("---\ntitle: a\ntitle: b\n---\n", 3, "title");
    assertInvalid("---\ntitle: a: b: c\n---\n", 2, "not valid YAML");
    assertInvalid("---\n- a\n- b\n---\n", 2, "key: value");
  }

  @Test
  void parse_openFrontMatter_saysHowToCloseIt() {
    assertInvalid("---\ntitle: A\n# B\n", 1, "close it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: !!javax.script.ScriptEngineManager [x]",
        "title: !!java.net.URL \"http://localhost\"",
        "a: &a [lol, lol]\nb: [*a, *a]",
        "title: &t hola\ncompany: *t",
        "x: !custom {a: 1}",
        "title: a\n<<: *b"
      })
  void parse_yamlTagsAnchorsAliases_areRefused(String yaml) {
    assertThatThrownBy(() -> ParsedDocument.parse("---\n" + yaml + "\n---\n"))
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void parse_deepYaml_isRefused() {
    String yaml = "x: " + "[".repeat(2_000) + "]".repeat(2_000);
    assertThatThrownBy(() -> ParsedDocument.parse("---\n" + yaml + "\n---\n"))
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void parse_hugeText_isRefused() {
    assertInvalid("a".repeat(ParsedDocument.MAX_CHARS + 1), 1, "split it");
  }

  @Test
  void parse_deepNesting_staysBounded() {
    ParsedDocument document =
        ParsedDocument.parse(">".repeat(50_000) + " a\n\n" + "*a ".repeat(20_000));
    assertThat(depth(document.body())).isLessThan(100);
  }

  @Test
  void parse_manyColumns_isRefused() {
    String table = "|" + "a|".repeat(41) + "\n|" + "-|".repeat(41) + "\n";
    assertInvalid("# T\n\n" + table, 3, "41 columns");
  }

  @Test
  void parse_rawHtml_becomesText() {
    ParsedDocument document =
        ParsedDocument.parse(
            "<script>alert(1)</script>\n\nuno <b>dos</b><br>tres <!-- cuatro -->\n\n<!-- cinco -->\n");
    assertThat(nodes(document.body()))
        .noneMatch(n -> n instanceof HtmlBlock || n instanceof HtmlInline);
    assertThat(PlainText.of(document.body()))
        .contains("<script>alert(1)</script>", "<b>dos</b> tres")
        .doesNotContain("cuatro", "cinco", "<br>");
  }

  @Test
  void parse_links_onlySafeSchemesSurvive() {
    ParsedDocument document =
        ParsedDocument.parse(
            "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](file:///etc/passwd) [d](data:text/html,x)"
                + " [e](https://ejemplo.co) [f](mailto:a@b.co) [g](#resumen) [h](//evil.co) [i](vbscript:x)"
                + " <javascript:alert(1)> ![imagen](http://evil.co/x.png)");
    List<String> links =
        nodes(document.body()).stream()
            .filter(Link.class::isInstance)
            .map(node -> ((Link) node).getDestination())
            .toList();
    assertThat(links).containsExactly("https://ejemplo.co", "mailto:a@b.co", "#resumen");
    assertThat(nodes(document.body())).noneMatch(Image.class::isInstance);
    assertThat(PlainText.of(document.body())).contains("a", "c", "imagen");
  }

  @Test
  void parse_chart_becomesANode() {
    ParsedDocument document =
        ParsedDocument.parse(
            """
            # A

            ```chart
            {"type":"bar","title":"Ventas","unit":"COP","categories":["Año 1","Año 2"],
             "series":[{"name":"Ventas","values":[1,2.5]}]}
            ```
            """);
    assertThat(nodes(document.body()))
        .filteredOn(ChartBlock.class::isInstance)
        .singleElement()
        .satisfies(
            node -> {
              Chart chart = ((ChartBlock) node).chart();
              assertThat(chart.type()).isEqualTo(Chart.Type.BAR);
              assertThat(chart.categories()).containsExactly("Año 1", "Año 2");
              assertThat(chart.series().get(0).values()).containsExactly(1.0, 2.5);
            });
  }

  @Test
  void parse_wrongChart_saysWhatToChange() {
    assertInvalid(chart("{\"type\":\"radar\"}"), 3, "use bar, line or pie");
    assertInvalid(chart("{\"type\":\"bar\"}"), 3, "categories is missing");
    assertInvalid(
        chart(
            "{\"type\":\"bar\",\"categories\":[\"a\",\"b\"],\"series\":[{\"name\":\"x\",\"values\":[1]}]}"),
        3,
        "1 values for 2 categories");
    assertInvalid(
        chart(
            "{\"type\":\"bar\",\"categories\":[\"a\"],\"series\":[{\"name\":\"x\",\"values\":[\"1.000\"]}]}"),
        3,
        "series[0].values[0] is not a number");
    assertInvalid(
        chart(
            "{\"type\":\"bar\",\"categories\":[\"a\"],\"series\":[{\"name\":\"x\",\"values\":[1e999]}]}"),
        3,
        "is not a number");
    assertInvalid(
        chart(
            "{\"type\":\"pie\",\"categories\":[\"a\"],\"series\":[{\"name\":\"x\",\"values\":[-1]}]}"),
        3,
        "negative");
    assertInvalid(chart("{\n\"type\": bar\n}"), 5, "not valid JSON");
  }

  @Test
  void sections_sameTitles_haveDifferentAnchors() {
    ParsedDocument document = ParsedDocument.parse("# Año *uno*\n\n## Año uno\n\n# ¿¡!?\n");
    assertThat(document.sections())
        .extracting(Section::id)
        .containsExactly("s-ano-uno", "s-ano-uno-2", "s-");
    assertThat(document.sections()).extracting(Section::level).containsExactly(1, 2, 1);
  }

  @Test
  void slides_breaksNotesAndTitles_areSplit() {
    List<Slide> slides =
        ParsedDocument.parse(
                """
                ---
                kind: deck
                ---
                # Uno
                texto
                ---
                ## Dos
                ```notes
                Decir esto.
                ---
                Y esto.
                ```
                ---

                ---
                sin título
                """)
            .slides();
    assertThat(slides).extracting(Slide::title).containsExactly("Uno", "Dos", "");
    assertThat(slides.get(0).blocks()).hasSize(1);
    assertThat(slides.get(1).notes()).isEqualTo("Decir esto.\n---\nY esto.");
    assertThat(slides.get(1).blocks()).isEmpty();
  }

  private static String chart(String json) {
    return "# A\n\n```chart\n" + json + "\n```\n";
  }

  private static void assertInvalid(String markdown, int line, String detail) {
    InvalidDocumentException e =
        catchThrowableOfType(InvalidDocumentException.class, () -> ParsedDocument.parse(markdown));
    assertThat(e).as(markdown.length() > 200 ? "long text" : markdown).isNotNull();
    assertThat(e.detail()).contains(detail);
    assertThat(e.line()).isEqualTo(line);
  }

  private static List<Node> nodes(Node root) {
    List<Node> all = new ArrayList<>();
    root.accept(
        new AbstractVisitor() {
          @Override
          protected void visitChildren(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
              all.add(child);
              if (child instanceof CustomBlock && !(child instanceof TableBlock)) {
                continue;
              }
              child.accept(this);
            }
          }
        });
    return all;
  }

  private static int depth(Node node) {
    int deepest = 0;
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest + 1;
  }
}
