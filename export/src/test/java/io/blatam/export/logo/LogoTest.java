package io.blatam.export.logo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.blatam.export.api.Logo;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.docx.DocxRenderer;
import io.blatam.export.html.HtmlRenderer;
import io.blatam.export.office.OoxmlPackage;
import io.blatam.export.pdf.PdfRenderer;
import io.blatam.export.pptx.PptxRenderer;
import io.blatam.export.text.MarkdownRenderer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class LogoTest {

  private static final String INK = "#123a5a";
  private static final String PAPER = "#ffffff";
  private static final String LETTER =
      "---\ntitle: Oferta\ncompany: Luna\nlanguage: es\nlogo: abc\n%s---\n# Precio\n\nTexto.\n";

  /** A bar of one colour on nothing. */
  private static BufferedImage bar(int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(width / 8, height / 8, width * 3 / 4, height * 3 / 4);
    graphics.dispose();
    return image;
  }

  private static BufferedImage read(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.png()));
  }

  private static ParsedDocument letter(String more) {
    return ParsedDocument.parse(LETTER.formatted(more)).with(Logo.of(bar(300, 100, Color.BLUE)));
  }

  @Test
  void ofPng_aPicture_isRead_andWhatIsNone_isRefused() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(bar(300, 100, Color.BLACK), "png", png);

    assertThat(Logo.ofPng(png.toByteArray()).on(PAPER, INK).width()).isEqualTo(300);
    assertThatThrownBy(() -> Logo.ofPng(new byte[40])).hasMessageContaining("give a PNG");
  }

  @Test
  void on_groundThatShowsIt_staysAsItIs() {
    Picture dark = Logo.of(bar(300, 100, Color.BLACK)).on(PAPER, INK);

    assertThat(dark.width()).isEqualTo(300);
    assertThat(dark.height()).isEqualTo(100);
  }

  @Test
  void on_groundThatHidesIt_getsAPlateThatShowsIt() throws IOException {
    Picture whiteOnPaper = Logo.of(bar(300, 100, Color.WHITE)).on(PAPER, INK);
    Picture blackOnInk = Logo.of(bar(300, 100, Color.BLACK)).on(INK, INK);

    assertThat(whiteOnPaper.width()).isGreaterThan(300);
    assertThat(read(whiteOnPaper).getRGB(20, 20)).isEqualTo(0xff123a5a);
    assertThat(read(blackOnInk).getRGB(20, 20)).isEqualTo(0xffffffff);
  }

  @Test
  void of_pictureOfManyPixels_isBounded() {
    Picture picture = Logo.of(bar(4000, 1000, Color.RED)).on(PAPER, INK);

    assertThat(picture.width()).isEqualTo(Logo.MOST_PIXELS);
    assertThat(picture.height()).isEqualTo(300);
  }

  @Test
  void within_anyBox_keepsProportions_andDoesNotBlowUpFewPixels() {
    Picture.Size fitted = new Picture(new byte[0], 1000, 400).within(180, 62);
    Picture.Size small = new Picture(new byte[0], 32, 32).within(180, 62);

    assertThat(fitted.height()).isEqualTo(62);
    assertThat(fitted.width() / fitted.height()).isCloseTo(2.5, within(1e-9));
    assertThat(small.width()).isCloseTo(32 * 72 / 100.0, within(1e-9));
  }

  @Test
  void ofPng_otherBytes_saysWhatToGive() {
    assertThatThrownBy(() -> Logo.ofPng("GIF89a".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PNG");
  }

  @Test
  void pdf_withLogo_holdsItAsAFigureThatIsDescribed() throws IOException {
    for (String cover :
        new String[] {"cover: true\n", "cover: false\n", "kind: deck\ncover: false\n"}) {
      byte[] pdf = new PdfRenderer().render(letter(cover));

      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(document.getPage(0).getResources().getXObjectNames()).as(cover).isNotEmpty();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        document.save(
            plain, org.apache.pdfbox.pdfwriter.compress.CompressParameters.NO_COMPRESSION);
        assertThat(plain.toString(StandardCharsets.ISO_8859_1)).contains("Logotipo de Luna");
        assertThat(document.getDocumentCatalog().getStructureTreeRoot().getCOSObject())
            .matches(tree -> tree.containsKey(COSName.K));
      }
    }
  }

  @Test
  void html_withLogo_holdsItWhole_andLoadsNothingElse() {
    String html = new String(new HtmlRenderer().render(letter("")), StandardCharsets.UTF_8);
    String without =
        new String(
            new HtmlRenderer().render(ParsedDocument.parse(LETTER.formatted(""))),
            StandardCharsets.UTF_8);

    assertThat(html)
        .contains("src=\"data:image/png;base64,", "alt=\"Logotipo de Luna\"", "img-src data:");
    assertThat(without).doesNotContain("<img", "img-src");
  }

  @Test
  void office_withLogo_isValid_describesIt_andWearsItsColours() {
    ParsedDocument document = letter("theme: \"#0a7d55\"\n");
    OoxmlPackage word = OoxmlPackage.of(new DocxRenderer().render(document));
    OoxmlPackage deck = OoxmlPackage.of(new PptxRenderer().render(document));

    word.isValid();
    word.isComplete();
    deck.isValid();
    deck.isComplete();
    assertThat(word.part("/word/document.xml")).contains("descr=\"Logotipo de Luna\"");
    assertThat(word.part("/word/styles.xml")).contains("0A7D55").doesNotContain("D97706");
    assertThat(deck.part("/ppt/slides/slide1.xml")).contains("descr=\"Logotipo de Luna\"");
    assertThat(deck.part("/ppt/theme/theme1.xml")).contains("0A7D55");
  }

  @Test
  void markdown_withLogo_keepsItsName() {
    assertThat(new String(new MarkdownRenderer().render(letter("")), StandardCharsets.UTF_8))
        .contains("logo: abc");
  }
}
