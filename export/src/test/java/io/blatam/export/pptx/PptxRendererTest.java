package io.blatam.export.pptx;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.document.ParsedDocument;
import io.blatam.export.office.OoxmlPackage;
import io.blatam.export.office.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFGraphicFrame;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openxmlformats.schemas.presentationml.x2006.main.CTShape;

class PptxRendererTest {

  private static byte[] file;
  private static XMLSlideShow show;

  @BeforeAll
  static void render() throws IOException {
    file = new PptxRenderer().render(Samples.deck());
    show = new XMLSlideShow(new ByteArrayInputStream(file));
  }

  @Test
  void render_deck_everyPartIsValidAndThere() {
    OoxmlPackage.of(file).isValid();
    OoxmlPackage.of(file).isComplete();
  }

  @Test
  void render_twice_sameBytes() {
    assertThat(new PptxRenderer().render(Samples.deck())).isEqualTo(file);
  }

  @Test
  void render_document_becomesADeckOfItsChapters() throws IOException {
    byte[] chapters = new PptxRenderer().render(Samples.plan());

    OoxmlPackage.of(chapters).isValid();
    OoxmlPackage.of(chapters).isComplete();
    try (XMLSlideShow deck = new XMLSlideShow(new ByteArrayInputStream(chapters))) {
      assertThat(deck.getSlides())
          .extracting(XSLFSlide::getTitle)
          .contains("Demanda", "Competencia (1/2)", "Riesgos");
    }
  }

  @Test
  void render_hostileText_staysText() {
    ParsedDocument document =
        ParsedDocument.parse(
            "---\ntitle: \"a & <b>\"\nkind: deck\nlanguage: en\n---\n# </a:t> & \u0002\n\n- `<&>` \uFFFF\n");

    OoxmlPackage.of(new PptxRenderer().render(document)).isValid();
  }

  @Test
  void render_noSlides_hasTheOpeningOne() throws IOException {
    byte[] empty =
        new PptxRenderer().render(ParsedDocument.parse("---\ntitle: Nada\nkind: deck\n---\n"));

    try (XMLSlideShow deck = new XMLSlideShow(new ByteArrayInputStream(empty))) {
      assertThat(deck.getSlides()).hasSize(1);
    }
  }

  @Test
  void opening_authorsOwnTitleSlide_isNotDoubled() {
    List<String> titles = show.getSlides().stream().map(PptxRendererTest::title).toList();

    assertThat(titles).startsWith("Lanzamiento de la línea de café embotellado", "Agenda");
    assertThat(text(show.getSlides().get(0))).contains("Las fechas son una propuesta");
  }

  @Test
  void slides_text_sitsInPlaceholders() {
    for (XSLFSlide slide : show.getSlides()) {
      assertThat(slide.getShapes())
          .filteredOn(XSLFTextShape.class::isInstance)
          .allMatch(shape -> ((XSLFTextShape) shape).getTextType() != null);
    }
  }

  @Test
  void slides_afterTheOpening_areNumbered() {
    assertThat(show.getSlides().get(1).getPlaceholders())
        .extracting(XSLFTextShape::getTextType)
        .contains(Placeholder.SLIDE_NUMBER, Placeholder.FOOTER);
  }

  @Test
  void notes_ofASlide_areSpeakerNotes() {
    String notes =
        Arrays.stream(slide("Agenda").getNotes().getPlaceholders())
            .map(XSLFTextShape::getText)
            .collect(Collectors.joining("\n"));

    assertThat(notes).contains("Preguntar si falta algún tema.");
  }

  @Test
  void charts_bar_standsInItsPlaceholderWithAWorkbook() throws Exception {
    XSLFSlide slide = slide("Las ventas crecerían desde el segundo trimestre");
    XSLFGraphicFrame frame = frame(slide);

    assertThat(slide.getSlideLayout().getName()).isEqualTo(SlideLayout.TWO_CONTENTS.title());
    assertThat(frame.getPlaceholderDetails().getPlaceholder()).isNotNull();
    try (XSSFWorkbook workbook = frame.getChart().getWorkbook()) {
      assertThat(workbook.getSheetAt(0).getRow(2).getCell(1).getNumericCellValue()).isEqualTo(12);
    }
  }

  @Test
  void charts_barsAboveZero_startAtZero() {
    XSLFGraphicFrame frame = frame(slide("Las ventas crecerían desde el segundo trimestre"));

    assertThat(frame.getChart().getAxes())
        .filteredOn(XDDFValueAxis.class::isInstance)
        .singleElement()
        .satisfies(axis -> assertThat(axis.getMinimum()).isZero());
  }

  @Test
  void tables_rows_areAllThere() {
    assertThat(slide("Calendario").getShapes())
        .filteredOn(XSLFTable.class::isInstance)
        .singleElement()
        .satisfies(shape -> assertThat(((XSLFTable) shape).getNumberOfRows()).isEqualTo(6));
  }

  @Test
  void overfull_text_isSpreadOverSlides() {
    List<String> titles = show.getSlides().stream().map(PptxRendererTest::title).toList();

    assertThat(titles)
        .filteredOn(title -> title.startsWith("Riesgos que vigilamos"))
        .hasSize(2)
        .allMatch(title -> title.endsWith("/2)"));
  }

  @Test
  void closing_lastShortSlide_hasTheClosingLayout() {
    XSLFSlide last = show.getSlides().get(show.getSlides().size() - 1);

    assertThat(last.getSlideLayout().getName()).isEqualTo(SlideLayout.CLOSING.title());
  }

  @ParameterizedTest
  @CsvSource({"2, Two cards", "3, Three cards", "4, Four cards", "6, Six cards"})
  void cards_namedPoints_standSideBySideInPlaceholders(int count, String layout)
      throws IOException {
    StringBuilder points = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      points.append("- **Nombre ").append(i).append(":** texto *").append(i).append("*\n");
    }
    byte[] cards =
        new PptxRenderer()
            .render(ParsedDocument.parse("---\ntitle: T\nkind: deck\n---\n# Uno\n\n" + points));

    OoxmlPackage.of(cards).isValid();
    try (XMLSlideShow deck = new XMLSlideShow(new ByteArrayInputStream(cards))) {
      XSLFSlide slide = deck.getSlides().get(1);
      assertThat(slide.getSlideLayout().getName()).isEqualTo(layout);
      assertThat(slide.getPlaceholders())
          .filteredOn(shape -> index(shape) >= 1 && index(shape) <= count)
          .hasSize(count)
          .allSatisfy(
              shape ->
                  assertThat(shape.getText())
                      .isEqualTo("Nombre %d\nTexto %1$d".formatted(index(shape))));
    }
  }

  @Test
  void cards_textThatDoesNotFit_areBullets() throws IOException {
    String six = ("- **Nombre:** " + "WWWWWWWW ".repeat(19) + "\n").repeat(6);
    byte[] cards =
        new PptxRenderer()
            .render(ParsedDocument.parse("---\ntitle: T\nkind: deck\n---\n# Uno\n\n" + six));

    try (XMLSlideShow deck = new XMLSlideShow(new ByteArrayInputStream(cards))) {
      assertThat(deck.getSlides().get(1).getSlideLayout().getName())
          .isEqualTo(SlideLayout.CONTENT.title());
    }
  }

  @ParameterizedTest
  @EnumSource(SlideLayout.class)
  void layouts_boxes_areThoseOfTheTemplate(SlideLayout layout) {
    XSLFTextShape text =
        Arrays.stream(show.findLayout(layout.title()).getPlaceholders())
            .filter(shape -> shape.getPlaceholderDetails().getPlaceholder() != null)
            .filter(shape -> index(shape) == layout.textIndex())
            .findFirst()
            .orElseThrow();

    assertThat(text.getAnchor().getWidth()).isEqualTo(layout.text().width());
    assertThat(text.getAnchor().getHeight()).isEqualTo(layout.text().height());
  }

  private static String title(XSLFSlide slide) {
    return Arrays.stream(slide.getPlaceholders())
        .filter(shape -> index(shape) == 0)
        .map(XSLFTextShape::getText)
        .findFirst()
        .orElseThrow();
  }

  private static long index(XSLFTextShape shape) {
    var xml = (CTShape) shape.getXmlObject();
    return xml.getNvSpPr().getNvPr().getPh().getIdx();
  }

  private static XSLFSlide slide(String title) {
    return show.getSlides().stream()
        .filter(slide -> title.equals(slide.getTitle()))
        .findFirst()
        .orElseThrow();
  }

  private static XSLFGraphicFrame frame(XSLFSlide slide) {
    return slide.getShapes().stream()
        .filter(XSLFGraphicFrame.class::isInstance)
        .map(XSLFGraphicFrame.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String text(XSLFSlide slide) {
    return slide.getShapes().stream()
        .filter(XSLFTextShape.class::isInstance)
        .map(shape -> ((XSLFTextShape) shape).getText())
        .collect(Collectors.joining("\n"));
  }
}
