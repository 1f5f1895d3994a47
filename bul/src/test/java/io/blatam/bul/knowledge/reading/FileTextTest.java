package io.blatam.bul.knowledge.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of file says, and which files are not read, each with one clear sentence. */
class FileTextTest {

  static final ReadingLimits LIMITS =
      new ReadingLimits(256L << 20, Duration.ofSeconds(60), 300, 200_000, 100L << 20, 1);

  @TempDir Path folder;

  private ReadText read(byte[] bytes, String name) throws IOException {
    Path file = folder.resolve("file");
    Files.write(file, bytes);
    return new FileText(file, name, LIMITS).read();
  }

  @Test
  void pdf_pages_areCountedAndTold() throws IOException {
    ReadText text =
        read(
            UploadedFiles.pdf("La inversión es de 80 millones.", "El alquiler, de 3 millones."),
            "plan.pdf");

    assertThat(text.mediaType()).isEqualTo("application/pdf");
    assertThat(text.pages()).isEqualTo(2);
    assertThat(text.blocks())
        .containsExactly(
            Block.paragraph(1, "La inversión es de 80 millones."),
            Block.paragraph(2, "El alquiler, de 3 millones."));
    assertThat(text.plain())
        .isEqualTo("La inversión es de 80 millones.\n\fEl alquiler, de 3 millones.\n");
  }

  @Test
  void docx_headingsAndRows_areKept() throws IOException {
    assertThat(read(UploadedFiles.docx(), "estudio.docx").blocks())
        .containsExactly(
            Block.heading(0, 1, "Estudio de mercado"),
            Block.paragraph(0, "En Chapinero hay 42 cafeterías; la mitad abre los domingos."),
            Block.heading(0, 2, "Precios"),
            Block.paragraph(0, "Bebida: Tinto; Precio medio: 3 200"));
  }

  @Test
  void xlsx_sheets_arePagesAndRowsNameTheirColumns() throws IOException {
    ReadText text = read(UploadedFiles.xlsx(), "cuentas.xlsx");

    assertThat(text.pages()).isEqualTo(2);
    assertThat(text.blocks())
        .contains(
            Block.heading(1, 1, "Ventas"),
            Block.paragraph(1, "Mes: Enero; Importe: 18500"),
            Block.heading(2, 1, "Costes"),
            Block.paragraph(2, "Mes: Enero; Importe: 9100"));
  }

  @Test
  void html_scripts_areNotText() throws IOException {
    assertThat(
            read(
                    UploadedFiles.bytes(
                        "<html><head><title>t</title><script>alert(1)</script></head><body>"
                            + "<h2>Horario</h2><p>De <b>8</b> a 20 h.</p></body></html>"),
                    "pagina.html")
                .blocks())
        .containsExactly(Block.heading(0, 2, "Horario"), Block.paragraph(0, "De 8 a 20 h."));
  }

  @Test
  void markdown_markup_isGone() throws IOException {
    assertThat(
            read(
                    UploadedFiles.bytes(
                        "---\ntitle: x\n---\n# Carta\n\nEl **tinto** vale `3200`.\n\n"
                            + "| a | b |\n|---|---|\n| 1 | 2 |\n"),
                    "carta.md")
                .blocks())
        .containsExactly(
            Block.heading(0, 1, "Carta"),
            Block.paragraph(0, "El tinto vale 3200."),
            Block.paragraph(0, "a: 1; b: 2"));
  }

  @Test
  void text_ofAnOldWindows_keepsItsAccents() throws IOException {
    assertThat(
            read("Reunión de mañana".getBytes(Charset.forName("windows-1252")), "nota.txt")
                .blocks())
        .containsExactly(Block.paragraph(0, "Reunión de mañana"));
  }

  @Test
  void content_decides_whatAFileIs() throws IOException {
    assertThat(read(UploadedFiles.pdf("hola"), "hola.txt").mediaType())
        .isEqualTo("application/pdf");
    assertThat(read(UploadedFiles.docx(), "hola.pdf").mediaType()).contains("wordprocessingml");
  }

  static Stream<Arguments> refused() {
    String entities =
        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\">"
            + Stream.iterate('b', c -> (char) (c + 1))
                .limit(12)
                .map(c -> "<!ENTITY " + c + " \"" + ("&" + (char) (c - 1) + ";").repeat(10) + "\">")
                .reduce("", String::concat)
            + "]>";
    return Stream.of(
        Arguments.of("zip bomb", "a.docx", UploadedFiles.zipBomb(150 << 20), "unpacks to far more"),
        Arguments.of(
            "billion laughs",
            "a.docx",
            UploadedFiles.docxOf(UploadedFiles.wordXml(entities, "&m;")),
            "damaged"),
        Arguments.of("macros", "a.docx", UploadedFiles.docxWithMacros(), "contains macros"),
        Arguments.of(
            "500 pages",
            "a.pdf",
            UploadedFiles.pdf(Collections.nCopies(500, "página").toArray(String[]::new)),
            "more than 300 pages"),
        Arguments.of("locked PDF", "a.pdf", UploadedFiles.lockedPdf(), "protected by a password"),
        Arguments.of(
            "locked DOCX", "a.docx", UploadedFiles.lockedDocx(), "protected by a password"),
        Arguments.of("scanned PDF", "a.pdf", UploadedFiles.scannedPdf(), "no text in the file"),
        Arguments.of(
            "half a DOCX", "a.docx", UploadedFiles.start(UploadedFiles.docx(), 900), "damaged"),
        Arguments.of(
            "broken PDF", "a.pdf", UploadedFiles.bytes("%PDF-1.7\n%%EOF\nnothing"), "damaged"),
        Arguments.of("text called PDF", "a.pdf", UploadedFiles.bytes("hola"), "damaged"),
        Arguments.of(
            "program called text",
            "a.txt",
            UploadedFiles.bytes("MZ\u0000\u0003\u0000\u0000\u0000\u0004\u0000\u0000"),
            "not a document that is read here (application/x-"),
        Arguments.of(
            "picture called Markdown",
            "a.md",
            UploadedFiles.bytes("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000;"),
            "(image/gif)"),
        Arguments.of(
            "archive", "a.zip", UploadedFiles.start(UploadedFiles.zipBomb(0), 400), "damaged"),
        Arguments.of("RTF", "a.rtf", UploadedFiles.bytes("{\\rtf1 hola}"), "application/rtf"),
        Arguments.of("nothing but spaces", "a.txt", UploadedFiles.bytes("  \n \n"), "no text"),
        Arguments.of(
            "too much text",
            "a.txt",
            UploadedFiles.bytes("palabra ".repeat(30_000)),
            "more than 200000 characters"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void file_hostileOrUseless_isRefusedInOneSentence(
      String what, String name, byte[] bytes, String reason) {
    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(() -> read(bytes, name))
        .satisfies(
            refused ->
                assertThat(refused.getMessage())
                    .contains(reason)
                    .matches("[A-Z][^\\n]+\\.")
                    .hasSizeLessThan(200));
  }

  @Test
  void deepNesting_isReadOrRefused_neverAnError() throws IOException {
    byte[] deep = UploadedFiles.bytes("<div>".repeat(20_000) + "hondo" + "</div>".repeat(20_000));
    try {
      assertThat(read(deep, "a.html").plain()).contains("hondo");
    } catch (Unreadable refused) {
      assertThat(refused.getMessage()).contains("damaged");
    }
  }
}
