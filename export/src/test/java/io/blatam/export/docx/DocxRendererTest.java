package io.blatam.export.docx;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.export.document.ParsedDocument;
import io.blatam.export.office.OoxmlPackage;
import io.blatam.export.office.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGridCol;

class DocxRendererTest {

  private static byte[] file;
  private static XWPFDocument word;

  @BeforeAll
  static void render() throws IOException {
    file = new DocxRenderer().render(Samples.plan());
    word = new XWPFDocument(new ByteArrayInputStream(file));
  }

  @Test
  void render_anyDocument_everyPartIsValid() {
    OoxmlPackage.of(file).isValid();
    OoxmlPackage.of(file).isComplete();
  }

  @Test
  void render_twice_sameBytes() {
    assertThat(new DocxRenderer().render(Samples.plan())).isEqualTo(file);
  }

  @Test
  void render_hostileText_staysText() {
    ParsedDocument document =
        ParsedDocument.parse(
            "---\ntitle: \"a & <b> \\u0001\"\nlanguage: en\n---\n# </w:p> & \u0002 \uFFFF\n\n`<&>`\n");

    OoxmlPackage.of(new DocxRenderer().render(document)).isValid();
  }

  @Test
  void render_rowToSignIn_hasRoomForASignature() throws IOException {
    byte[] signed =
        new DocxRenderer()
            .render(
                ParsedDocument.parse(
                    "---\ntitle: Oferta\nlanguage: es\n---\n# Aceptación\n\n| Cliente | Empresa |\n"
                        + "| --- | --- |\n| Nombre: | Nombre: |\n| Fecha y firma: | Fecha y firma: |\n"));

    OoxmlPackage.of(signed).isValid();
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(signed))) {
      assertThat(document.getTables().get(0).getRow(1).getHeight()).isZero();
      assertThat(document.getTables().get(0).getRow(2).getHeight()).isBetween(850, 1_000);
    }
  }

  @Test
  void render_emptyBody_isValid() {
    ParsedDocument document = ParsedDocument.parse("---\ntitle: Nada\nlanguage: es\n---\n");

    OoxmlPackage.of(new DocxRenderer().render(document)).isValid();
  }

  @Test
  void contents_beforeWordUpdates_listChaptersWithPages() {
    String xml = OoxmlPackage.of(file).part("/word/document.xml");

    assertThat(xml).contains("TOC \\o \"1-2\" \\h \\z \\u").contains("PAGEREF _Toc00000001 \\h");
    assertThat(xml).contains("w:name=\"_Toc00000001\"");
  }

  @Test
  void contents_fewEntries_shareTheirPageWithTheFirstChapter() {
    String front = "---\ntitle: Breve\nlanguage: es\n---\n";
    byte[] brief = new DocxRenderer().render(ParsedDocument.parse(front + "# Uno\n\n# Dos\n"));
    String xml = OoxmlPackage.of(brief).part("/word/document.xml");

    // One break before the contents, none before the first chapter.
    assertThat(xml.split("<w:pageBreakBefore", -1)).hasSize(2);
    assertThat(xml).contains("<w:t>2</w:t>").doesNotContain("<w:t>3</w:t>");
  }

  @Test
  void render_neitherCoverNorContents_isValid() {
    String front = "---\ntitle: Acta\ncover: false\ntoc: false\nlanguage: es\n---\n";
    byte[] minutes = new DocxRenderer().render(ParsedDocument.parse(front + "# Uno\n\nTexto.\n"));

    OoxmlPackage.of(minutes).isValid();
    assertThat(OoxmlPackage.of(minutes).part("/word/document.xml"))
        .doesNotContain("pageBreakBefore", "TOC \\o");
  }

  @Test
  void numbering_secondList_startsOver() {
    List<BigInteger> instances =
        word.getParagraphs().stream()
            .filter(paragraph -> "ListNumber".equals(paragraph.getStyle()))
            .filter(paragraph -> paragraph.getNumIlvl().intValue() == 0)
            .map(XWPFParagraph::getNumID)
            .distinct()
            .toList();

    assertThat(instances).hasSize(2);
    for (BigInteger instance : instances) {
      var override = word.getNumbering().getNum(instance).getCTNum().getLvlOverrideArray(0);
      assertThat(override.getStartOverride().getVal()).isEqualTo(BigInteger.ONE);
    }
  }

  @Test
  void lists_nested_liesOneLevelDeeper() {
    assertThat(paragraph("60 en la franja").getNumIlvl()).isEqualTo(BigInteger.ONE);
    assertThat(paragraph("el 80 % paga").getNumIlvl()).isEqualTo(BigInteger.TWO);
  }

  @Test
  void tables_all_fitThePageExactly() {
    for (XWPFTable table : word.getTables()) {
      int width =
          Arrays.stream(table.getCTTbl().getTblGrid().getGridColArray())
              .map(CTTblGridCol::getW)
              .mapToInt(value -> ((BigInteger) value).intValueExact())
              .sum();
      assertThat(width).isEqualTo(DocxPage.TEXT_WIDTH);
    }
  }

  @Test
  void tables_overTwoPages_repeatTheirHeadAndKeepRowsWhole() {
    XWPFTable loan = table("Mes");

    assertThat(loan.getRow(0).isRepeatHeader()).isTrue();
    assertThat(loan.getRows()).allMatch(row -> row.isCantSplitRow());
  }

  @Test
  void tables_numericColumn_isSetRight() {
    XWPFTable loan = table("Mes");

    assertThat(loan.getRow(3).getCell(4).getParagraphArray(0).getAlignment())
        .isEqualTo(ParagraphAlignment.RIGHT);
    assertThat(table("Riesgo").getRow(1).getCell(3).getParagraphArray(0).getAlignment())
        .isNotEqualTo(ParagraphAlignment.RIGHT);
  }

  @Test
  void tables_totalRow_isBold() {
    XWPFTable costs = table("Concepto");
    XWPFParagraph total = costs.getRow(costs.getNumberOfRows() - 1).getCell(0).getParagraphArray(0);

    assertThat(total.getText()).isEqualTo("Total");
    assertThat(total.getRuns().get(0).isBold()).isTrue();
  }

  @Test
  void charts_eachKind_canBeEditedInTheirWorkbook() throws Exception {
    Map<String, Double> firstRows = new HashMap<>();
    for (var chart : word.getCharts()) {
      try (XSSFWorkbook workbook = chart.getWorkbook()) {
        var row = workbook.getSheetAt(0).getRow(1);
        firstRows.put(row.getCell(0).getStringCellValue(), row.getCell(1).getNumericCellValue());
      }
    }

    assertThat(firstRows)
        .containsOnly(
            Map.entry("Adecuación", 32_000_000.0),
            Map.entry("Año 1", 612_000_000.0),
            Map.entry("Ene", 9_000_000.0));
  }

  @Test
  void charts_all_describeThemselvesInWords() {
    String xml = OoxmlPackage.of(file).part("/word/document.xml");

    assertThat(xml).contains("Adecuación 32000000").contains("Utilidad neta: Año 1 -18000000");
  }

  @Test
  void footer_spanish_countsPagesWithFields() {
    String footer = OoxmlPackage.of(file).part("/word/footer1.xml");

    assertThat(footer).contains("Página ").contains(" PAGE ").contains(" NUMPAGES ");
  }

  @Test
  void properties_fromFrontMatter() {
    var core = word.getProperties().getCoreProperties();

    assertThat(core.getTitle()).isEqualTo("Plan de negocio");
    assertThat(core.getCreator()).isEqualTo("María Fernanda Rojas");
    assertThat(core.getDescription()).contains("plantilla 1");
    assertThat(OoxmlPackage.of(file).part("/word/styles.xml")).contains("w:val=\"es-ES\"");
  }

  @Test
  void smallPrint_last_isTheDisclaimer() {
    List<XWPFParagraph> paragraphs = word.getParagraphs();

    assertThat(paragraphs.get(paragraphs.size() - 1).getText())
        .startsWith("Las cifras son proyecciones calculadas");
  }

  @Test
  void links_internal_leadToTheHeading() {
    assertThat(OoxmlPackage.of(file).part("/word/document.xml"))
        .contains("<w:hyperlink w:anchor=\"_Toc00000006\">");
  }

  private static XWPFParagraph paragraph(String start) {
    return word.getParagraphs().stream()
        .filter(paragraph -> paragraph.getText().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static XWPFTable table(String firstHead) {
    return word.getTables().stream()
        .filter(table -> table.getRow(0).getCell(0).getText().equals(firstHead))
        .findFirst()
        .orElseThrow();
  }
}
