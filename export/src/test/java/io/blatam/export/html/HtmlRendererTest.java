package io.blatam.export.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.Samples;
import io.blatam.export.document.ParsedDocument;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlRendererTest {

  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "header",
          "nav",
          "main",
          "footer",
          "section",
          "aside",
          "div",
          "p",
          "span",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "li",
          "blockquote",
          "pre",
          "code",
          "hr",
          "br",
          "a",
          "em",
          "strong",
          "b",
          "s",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "figure",
          "figcaption",
          "svg",
          "desc",
          "line",
          "rect",
          "circle",
          "path",
          "text");

  @Test
  void render_plan_isWellFormedAndComplete() throws Exception {
    Document page = page(Samples.businessPlan());
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("es-CO");
    assertThat(texts(page, "title")).containsExactly("Plan de negocio");
    assertThat(texts(page, "h1")).contains("Resumen ejecutivo", "Cronograma").hasSize(7);
    assertThat(elements(page, "svg")).hasSize(4);
    assertThat(elements(page, "table")).hasSize(7);
    assertHarmless(page);
  }

  @Test
  void render_contents_leadToHeadings() throws Exception {
    Document page = page(Samples.businessPlan());
    Set<String> ids = new HashSet<>();
    for (Element element : elements(page, "*")) {
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).isTrue();
      }
    }
    List<String> anchors =
        elements(page, "a").stream()
            .map(a -> a.getAttribute("href"))
            .filter(href -> href.startsWith("#"))
            .map(href -> href.substring(1))
            .toList();
    assertThat(anchors).hasSize(15);
    assertThat(ids).containsAll(anchors);
  }

  @Test
  void render_columns_numbersRightWordsLeft() throws Exception {
    Document page =
        page(
            "| Concepto | Valor | Nota | Centro |\n"
                + "|---|---|---|:-:|\n"
                + "| a | $ 1.200 | b | 1 |\n"
                + "| **Total** | **(300)** | | 2 |\n");
    List<String> classes =
        elements(page, "th").stream().map(th -> th.getAttribute("class")).toList();
    assertThat(classes).containsExactly("left", "right num", "left", "center num");
    assertThat(elements(page, "tr").get(2).getAttribute("class")).isEqualTo("total");
  }

  @Test
  void render_chart_isDescribedForThoseWhoCannotSeeIt() throws Exception {
    Element svg = elements(page(Samples.businessPlan()), "svg").get(0);
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getAttribute("aria-label"))
        .isEqualTo("Ventas, utilidad operacional y utilidad neta");
    assertThat(svg.getTextContent()).contains("Ventas netas: Año 1 412,8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "</style><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "<!--><script>alert(1)</script>-->",
        "]]><script>alert(1)</script>",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "[x](javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](https://a.co/\"onclick=\"alert(1))",
        "<https://a.co/'onclick='alert(1)>",
        "![x](https://a.co/x.png)",
        "{ink}{sans}",
        "<a href=\"javascript:alert(1)\">x</a>"
      })
  void render_hostileText_staysText(String hostile) throws Exception {
    String quoted = "\"" + hostile.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    String markdown =
        """
        ---
        title: HOSTILE
        subtitle: HOSTILE
        company: HOSTILE
        author: HOSTILE
        generator: HOSTILE
        disclaimer: HOSTILE
        theme: HOSTILE
        document_type: HOSTILE
        date: 2026-11-23
        ---
        """
                .replace("HOSTILE", quoted)
            + """
            # PLAIN

            PLAIN

            - PLAIN

            | PLAIN | b |
            |---|---|
            | PLAIN | `PLAIN` |

            ```
            PLAIN
            ```

            ```chart
            {"type":"bar","title":HOSTILE,"unit":HOSTILE,"categories":[HOSTILE,"b"],"series":[{"name":HOSTILE,"values":[1,2]},{"name":HOSTILE,"values":[1,2]}]}
            ```

            ```notes
            PLAIN
            ```
            """
                .replace("HOSTILE", quoted)
                .replace("PLAIN", hostile);
    for (String kind : List.of("document", "deck")) {
      Document page = page(markdown.replaceFirst("date:", "kind: " + kind + "\ndate:"));
      assertHarmless(page);
      assertThat(texts(page, "title")).containsExactly(hostile);
    }
  }

  @Property(tries = 150)
  void render_anyText_isWellFormedAndHarmless(@ForAll("markdown") String markdown)
      throws Exception {
    assertHarmless(page(markdown));
  }

  @Provide
  Arbitrary<String> markdown() {
    Arbitrary<String> fragments =
        Arbitraries.of(
            "# ",
            "\n",
            "\n\n",
            "- ",
            "> ",
            "**",
            "*",
            "`",
            "```\n",
            "| a | b |\n|---|---|\n",
            "|",
            "[a](",
            ")",
            "![",
            "<b>",
            "</p>",
            "<!--",
            "-->",
            "&amp;",
            "&",
            "\"",
            "'",
            "<",
            ">",
            "~~",
            "---\n",
            "http://a.co",
            "\\",
            "\t",
            "1. ",
            "]]>",
            "<![CDATA[",
            "\u0000",
            "\uFFFE",
            "\uD800",
            "😀",
            "ñ");
    Arbitrary<String> words = Arbitraries.strings().ofMaxLength(6);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, fragments), net.jqwik.api.Tuple.of(1, words))
        .list()
        .ofMaxSize(40)
        .map(parts -> "\n" + String.join("", parts));
  }

  private static Document page(String markdown) throws Exception {
    String html =
        new String(
            new HtmlRenderer().render(ParsedDocument.parse(markdown)), StandardCharsets.UTF_8);
    assertThat(html).startsWith("<!DOCTYPE html>\n<html ");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  /** Nothing runs, nothing loads, nothing leads anywhere but to the web, a mailbox or the page. */
  private static void assertHarmless(Document page) {
    for (Element element : elements(page, "*")) {
      assertThat(ELEMENTS).contains(element.getNodeName());
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        Attr attribute = (Attr) element.getAttributes().item(i);
        assertThat(attribute.getName()).doesNotStartWith("on").isNotIn("src", "style", "srcset");
        if (attribute.getName().equals("href")) {
          assertThat(attribute.getValue()).matches("(?is)(https?://|mailto:|#).*");
        }
      }
    }
    assertThat(texts(page, "style")).singleElement().asString().doesNotContain("url(", "@import");
    assertThat(elements(page, "meta"))
        .anyMatch(
            meta ->
                meta.getAttribute("http-equiv").equals("Content-Security-Policy")
                    && meta.getAttribute("content").startsWith("default-src 'none'"));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList nodes = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document page, String name) {
    return elements(page, name).stream().map(Node::getTextContent).toList();
  }

  @Test
  void table_short_staysWithItsHeadingAndItsLastLine_andRowsToFillInHaveRoom() {
    String rows =
        "| Nombre: | Nombre: Ana |\n| --- | --- |\n| Fecha: | 1 de mayo |\n| Firma: | Firma: |\n";
    String html =
        html("# Firmas\n\nLas partes firman.\n\n" + rows + "\nHecho por duplicado.\n\n# Fin\n");
    String longer = html("# Filas\n\n" + "| a | b |\n| --- | --- |\n" + "| x | y |\n".repeat(30));

    assertThat(html)
        .containsPattern(
            "(?s)<div class=\"kept\"><h1.*Firmas.*Las partes.*<table.*duplicado\\.</p>\\s*</div>")
        .contains("<tr class=\"fill\">");
    assertThat(longer).doesNotContain("<div class=\"kept\">");
  }

  @Test
  void render_rowToSignIn_isMarkedAsOne() {
    assertThat(html("---\ntitle: A\nlanguage: es\n---\n| A |\n| --- |\n| Nombre: |\n| Firma: |\n"))
        .containsOnlyOnce("<tr class=\"sign\"")
        .contains("<tr class=\"fill\"");
  }

  private static String html(String markdown) {
    return new String(
        new HtmlRenderer().render(ParsedDocument.parse(markdown)), StandardCharsets.UTF_8);
  }
}
