package io.blatam.export.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.Samples;
import io.blatam.export.document.ParsedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PdfRendererTest {

  private static final PdfRenderer RENDERER = new PdfRenderer();

  /** The side margin of 22 mm in points, less a point for overhanging glyphs. */
  private static final float SIDE_MARGIN = 22 / 25.4f * 72 - 1;

  /** That of a slide, 16 mm. */
  private static final float SLIDE_MARGIN = 16 / 25.4f * 72 - 1;

  private static byte[] bytes;
  private static PDDocument plan;

  @BeforeAll
  static void render() throws IOException {
    bytes = RENDERER.render(ParsedDocument.parse(Samples.businessPlan()));
    plan = Loader.loadPDF(bytes);
  }

  @AfterAll
  static void close() throws IOException {
    plan.close();
  }

  @Test
  void render_plan_hasCoverContentsAndBody() throws IOException {
    assertThat(text(plan, 1))
        .contains("Plan de negocio", "Aroma Café de Especialidad SAS", "23 de noviembre de 2026")
        .doesNotContain("Página");
    assertThat(text(plan, 2)).contains("Contenido", "Resumen ejecutivo", "Cronograma");
    assertThat(text(plan, 3)).contains("marzo de 2027", "Gráfico 1.", "Millones de COP");
    assertThat(text(plan, plan.getNumberOfPages()))
        .contains("no constituyen asesoría financiera")
        .doesNotContain("Texto generado con");
  }

  @Test
  void render_pages_areNumberedOfTheirTotal() throws IOException {
    int pages = plan.getNumberOfPages();
    assertThat(pages).isBetween(8, 14);
    for (int page = 2; page <= pages; page++) {
      assertThat(text(plan, page)).contains("Página " + page + " de " + pages);
    }
  }

  @Test
  void render_outline_leadsToTheSamePagesAsTheContents() throws IOException {
    List<String> entries = new ArrayList<>();
    for (PDOutlineItem chapter : plan.getDocumentCatalog().getDocumentOutline().children()) {
      entries.add(entry(chapter));
      for (PDOutlineItem section : chapter.children()) {
        entries.add(entry(section));
      }
    }
    assertThat(entries).hasSize(15).first().isEqualTo("Resumen ejecutivo 3");
    List<String> contents =
        text(plan, 2)
            .lines()
            .filter(line -> line.matches(".*\\. +\\d+"))
            .map(line -> line.replaceAll("[ .]+(\\d+)$", " $1").strip())
            .toList();
    assertThat(contents).isEqualTo(entries);
  }

  @Test
  void render_everyFont_isEmbeddedAsASubset() {
    for (PDPage page : plan.getPages()) {
      for (COSName name : page.getResources().getFontNames()) {
        PDFont font = font(page, name);
        assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        assertThat(font.getName()).matches("[A-Z]{6}\\+(IBMPlex.*|DejaVuSans)");
      }
    }
  }

  @Test
  void render_noText_leavesItsPage() throws IOException {
    for (int page = 2; page <= plan.getNumberOfPages(); page++) {
      assertInsideMargins(plan, page);
    }
  }

  @Test
  void render_longTable_repeatsItsHeader() throws IOException {
    long pagesWithHeader =
        IntStream.rangeClosed(1, plan.getNumberOfPages())
            .mapToObj(page -> text(plan, page))
            .filter(text -> text.contains("Abono a capital"))
            .count();
    assertThat(pagesWithHeader).isEqualTo(2);
    assertThat(allText(plan)).contains("\n1 32.000.000 454.400 687.124 1.141.524 31.312.876");
  }

  @Test
  void render_wideTable_turnsThePageAndTakesItsHeadingAlong() {
    List<Integer> landscape =
        IntStream.rangeClosed(1, plan.getNumberOfPages())
            .filter(
                page -> {
                  PDRectangle box = plan.getPage(page - 1).getMediaBox();
                  return box.getWidth() > box.getHeight();
                })
            .boxed()
            .toList();
    assertThat(landscape).hasSize(1);
    assertThat(text(plan, landscape.get(0)))
        .contains("Flujo de caja mensual", "Las cifras están", "−177.840", "388.100");
  }

  @Test
  void render_columnOfNumbers_isAlignedRight() throws IOException {
    List<Float> ends = endsOf(plan, 3, List.of("412.800.000", "18.432.000", "21.365.200"));
    assertThat(ends).hasSize(3);
    assertThat(ends).allSatisfy(end -> assertThat(end).isCloseTo(ends.get(0), within(0.5f)));
  }

  @Test
  void render_metadata_saysWhatTheFrontMatterSays() throws IOException {
    var information = plan.getDocumentInformation();
    assertThat(information.getTitle()).isEqualTo("Plan de negocio");
    assertThat(information.getAuthor()).isEqualTo("Aroma Café de Especialidad SAS");
    assertThat(information.getCustomMetadataValue("generator")).isEqualTo("Blatam; template 1");
    assertThat(information.getCreationDate().toInstant()).isEqualTo("2026-11-23T00:00:00Z");
    assertThat(plan.getDocumentCatalog().getLanguage()).isEqualTo("es-CO");
  }

  @Test
  void render_structure_isTaggedForAssistiveSoftware() throws IOException {
    assertThat(plan.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
    assertThat(plan.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
    String xmp = new String(plan.getDocumentCatalog().getMetadata().toByteArray(), "UTF-8");
    assertThat(xmp).contains("pdfuaid");
    String raw = new String(bytes, "ISO-8859-1");
    assertThat(raw).startsWith("%PDF-1.");
  }

  @Test
  void render_links_areOnlyThoseOfTheText() throws IOException {
    List<String> targets = new ArrayList<>();
    for (PDPage page : plan.getPages()) {
      for (var annotation : page.getAnnotations()) {
        if (annotation instanceof PDAnnotationLink link
            && link.getAction() instanceof PDActionURI uri) {
          targets.add(uri.getURI());
        }
      }
    }
    assertThat(targets.stream().distinct())
        .containsExactly("https://www.ejemplo.co/metodologia", "mailto:hola@aroma.co");
  }

  @Test
  void render_twice_givesTheSameBytes() {
    assertThat(RENDERER.render(ParsedDocument.parse(Samples.businessPlan()))).isEqualTo(bytes);
  }

  @Test
  void render_countryOfLetterPaper_getsLetter() throws IOException {
    assertThat(plan.getPage(0).getMediaBox().getWidth()).isCloseTo(612, within(1f));
    try (PDDocument spain = render("---\nlanguage: es-ES\n---\n# A\n")) {
      assertThat(spain.getPage(0).getMediaBox().getWidth()).isCloseTo(595, within(1f));
    }
  }

  @Test
  void render_codeAndSymbols_areAllThere() throws IOException {
    try (PDDocument pdf =
        render("---\ncover: false\ntoc: false\n---\n```\nx <b> & y\n```\n\n☑ → ✓ ≥ ½ ñ 😀 中\n")) {
      assertThat(allText(pdf)).contains("x <b> & y", "☑ → ✓ ≥ ½ ñ 😀").doesNotContain("#");
    }
  }

  @Test
  void render_tableWiderThanAnyPage_losesNothing() throws IOException {
    String row =
        "|"
            + IntStream.range(10, 40)
                .mapToObj(i -> "9.876.543.2" + i + "|")
                .collect(Collectors.joining());
    try (PDDocument pdf = render("# T\n\n" + row + "\n" + "|---".repeat(30) + "|\n" + row + "\n")) {
      for (int page = 3; page <= pdf.getNumberOfPages(); page++) {
        assertInsideMargins(pdf, page);
      }
      String digits = allText(pdf).replaceAll("\\D", "");
      assertThat(digits.chars().filter(c -> c == '8').count()).isGreaterThanOrEqualTo(60);
    }
  }

  @Test
  void render_wordLongerThanTheLine_isBroken() throws IOException {
    String word = "Desproporcionadamente".repeat(12);
    try (PDDocument pdf =
        render(
            "---\ncover: false\n---\n# "
                + word
                + "\n\n"
                + word
                + "\n\n| a | b |\n|-|-|\n| "
                + word
                + " | 1 |\n")) {
      for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
        assertInsideMargins(pdf, page);
      }
    }
  }

  @Test
  void render_deck_isOnePageASlide() throws IOException {
    try (PDDocument pdf =
        render(
            "---\ntitle: Presentación\nkind: deck\n---\n# Uno\nHola\n---\n# Dos\n- a\n```notes\nsecreto\n```\n---\n# Tres\n| a | b |\n|-|-|\n| c | 1 |\n")) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(3);
      assertThat(text(pdf, 2)).contains("Dos").doesNotContain("secreto");
      PDRectangle box = pdf.getPage(1).getMediaBox();
      assertThat(box.getWidth() / box.getHeight()).isCloseTo(16f / 9, within(0.01f));
    }
  }

  @Test
  void render_cardsOfAnyLength_areOnePageASlideAndLoseNothing() throws IOException {
    StringBuilder deck = new StringBuilder("---\ntitle: T\nkind: deck\n---\n# T\n");
    List<Integer> counts = List.of(2, 3, 4, 6);
    List<Integer> lengths = List.of(1, 5, 12, 25);
    for (int count : counts) {
      for (int words : lengths) {
        deck.append("\n---\n\n# Uno\n\n");
        for (int i = 0; i < count; i++) {
          deck.append("- **Nombre largo:** ").append("palabra ".repeat(words)).append("fin.\n");
        }
      }
    }
    try (PDDocument pdf = render(deck.toString())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1 + counts.size() * lengths.size());
      for (int i = 0; i < counts.size() * lengths.size(); i++) {
        String text = text(pdf, i + 2);
        assertThat(text.split("fin\\.", -1)).hasSize(counts.get(i / lengths.size()) + 1);
        assertInside(pdf, i + 2, SLIDE_MARGIN);
      }
    }
  }

  @Test
  void render_slidesOfText_areSetLargerTheLessTheySay() throws IOException {
    try (PDDocument pdf =
        render(
            "---\ntitle: T\nkind: deck\n---\n# T\n\n---\n\n# Uno\n\n- poco\n\n---\n\n# Dos\n\n"
                + "- bastantes palabras que hacen una línea larga, y otra más después de ella\n"
                    .repeat(8))) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(3);
      assertThat(textSize(pdf, 2, "poco")).isCloseTo(20, within(1));
      assertThat(textSize(pdf, 3, "bastantes")).isCloseTo(15, within(2));
    }
  }

  @Test
  void render_deckWithAGenerator_saysSoOnItsLastSlide() throws IOException {
    try (PDDocument pdf =
        render(
            "---\ntitle: Uno\nsubtitle: Para socios\nauthor: Ana\nkind: deck\ngenerator: template 1\n---\n# Uno\n\n---\n\n# Dos\n- a\n")) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(2);
      assertThat(text(pdf, 1)).contains("Para socios").contains("Ana");
      assertThat(text(pdf, 2)).contains("Texto generado con template 1");
    }
  }

  private static PDDocument render(String markdown) throws IOException {
    return Loader.loadPDF(RENDERER.render(ParsedDocument.parse(markdown)));
  }

  private static org.assertj.core.data.Offset<Float> within(float distance) {
    return org.assertj.core.data.Offset.offset(distance);
  }

  private static String entry(PDOutlineItem item) throws IOException {
    PDPage page = item.findDestinationPage(plan);
    return item.getTitle() + " " + (plan.getPages().indexOf(page) + 1);
  }

  private static PDFont font(PDPage page, COSName name) {
    try {
      return page.getResources().getFont(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String allText(PDDocument pdf) throws IOException {
    return new PDFTextStripper().getText(pdf);
  }

  private static String text(PDDocument pdf, int page) {
    try {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      return stripper.getText(pdf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertInsideMargins(PDDocument pdf, int page) throws IOException {
    assertInside(pdf, page, SIDE_MARGIN);
  }

  private static void assertInside(PDDocument pdf, int page, float margin) throws IOException {
    PDRectangle box = pdf.getPage(page - 1).getMediaBox();
    for (TextPosition glyph : glyphs(pdf, page)) {
      assertThat(glyph.getX()).as("left of %s", glyph).isGreaterThanOrEqualTo(margin);
      assertThat(glyph.getX() + glyph.getWidth())
          .as("right of %s on page %d", glyph, page)
          .isLessThanOrEqualTo(box.getWidth() - margin);
      assertThat(glyph.getY()).isBetween(20f, box.getHeight() - 20);
    }
  }

  private static List<TextPosition> glyphs(PDDocument pdf, int page) throws IOException {
    List<TextPosition> glyphs = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition position) {
            if (!position.getUnicode().isBlank()) {
              glyphs.add(position);
            }
          }
        };
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    stripper.getText(pdf);
    return glyphs;
  }

  /** The size in points of the bullet's text that begins with this word. */
  private static float textSize(PDDocument pdf, int page, String word) throws IOException {
    List<TextPosition> glyphs = glyphs(pdf, page);
    String letters = glyphs.stream().map(TextPosition::getUnicode).collect(Collectors.joining());
    return glyphs.get(letters.indexOf(word)).getFontSizeInPt();
  }

  private static List<Float> endsOf(PDDocument pdf, int page, List<String> wanted)
      throws IOException {
    List<Float> ends = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void writeString(String text, List<TextPosition> positions) {
            if (wanted.contains(text.strip())) {
              TextPosition last = positions.get(positions.size() - 1);
              ends.add(last.getX() + last.getWidth());
            }
          }
        };
    stripper.setSortByPosition(true);
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    stripper.getText(pdf);
    return ends;
  }
}
