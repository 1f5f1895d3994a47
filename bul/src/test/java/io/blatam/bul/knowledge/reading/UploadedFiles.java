package io.blatam.bul.knowledge.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Files as people upload them, and as those do who mean harm. */
public final class UploadedFiles {

  private static final String CONTENT_TYPES =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/>
      <Default Extension="bin" ContentType="application/octet-stream"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
      </Types>
      """;
  private static final String RELATIONS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
      </Relationships>
      """;

  private UploadedFiles() {}

  /** A page a text; its lines below each other. */
  public static byte[] pdf(String... pages) {
    return pdf(document -> {}, pages);
  }

  static byte[] lockedPdf() {
    return pdf(
        document ->
            document.protect(new StandardProtectionPolicy("o", "u", new AccessPermission())),
        "secreto");
  }

  static byte[] scannedPdf() {
    return pdf(document -> {}, "");
  }

  /** A page whose instructions unpack to {@code bytes} of drawing that never ends. */
  static byte[] pdfBomb(int bytes) {
    return pdf(
        document -> {
          PDStream stream = new PDStream(document);
          byte[] line =
              "q (boom) Tj Q [(a)(b)(c)] TJ 0 0 m 1 1 l S\n".getBytes(StandardCharsets.US_ASCII);
          try (OutputStream out =
              stream.createOutputStream(org.apache.pdfbox.cos.COSName.FLATE_DECODE)) {
            out.write("BT /F1 12 Tf ".getBytes(StandardCharsets.US_ASCII));
            for (int written = 0; written < bytes; written += line.length) {
              out.write(line);
            }
          }
          document.getPage(0).setContents(stream);
        },
        "x");
  }

  public static byte[] docx() {
    return written(
        out -> {
          try (XWPFDocument document = new XWPFDocument()) {
            var styles = document.createStyles();
            for (int level = 1; level <= 2; level++) {
              var style =
                  org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle.Factory
                      .newInstance();
              style.setStyleId("Heading" + level);
              style.addNewName().setVal("heading " + level);
              styles.addStyle(new org.apache.poi.xwpf.usermodel.XWPFStyle(style));
            }
            paragraph(document, "Heading1", "Estudio de mercado");
            paragraph(document, "", "En Chapinero hay 42 cafeterías; la mitad abre los domingos.");
            paragraph(document, "Heading2", "Precios");
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Bebida");
            table.getRow(0).getCell(1).setText("Precio medio");
            table.getRow(1).getCell(0).setText("Tinto");
            table.getRow(1).getCell(1).setText("3 200");
            document.write(out);
          }
        });
  }

  static byte[] xlsx() {
    return written(
        out -> {
          try (XSSFWorkbook book = new XSSFWorkbook()) {
            for (String name : List.of("Ventas", "Costes")) {
              var sheet = book.createSheet(name);
              var head = sheet.createRow(0);
              head.createCell(0).setCellValue("Mes");
              head.createCell(1).setCellValue("Importe");
              var row = sheet.createRow(1);
              row.createCell(0).setCellValue("Enero");
              row.createCell(1).setCellValue(name.equals("Ventas") ? 18500 : 9100);
            }
            book.write(out);
          }
        });
  }

  static byte[] lockedDocx() {
    return written(
        out -> {
          EncryptionInfo info = new EncryptionInfo(EncryptionMode.agile);
          Encryptor encryptor = info.getEncryptor();
          encryptor.confirmPassword("geheim");
          try (POIFSFileSystem files = new POIFSFileSystem()) {
            try (OPCPackage plain = OPCPackage.open(new java.io.ByteArrayInputStream(docx()));
                OutputStream locked = encryptor.getDataStream(files)) {
              plain.save(locked);
            } catch (org.apache.poi.openxml4j.exceptions.OpenXML4JException
                | java.security.GeneralSecurityException impossible) {
              throw new IllegalStateException(impossible);
            }
            files.writeFilesystem(out);
          }
        });
  }

  /** A Word file whose text is this XML. */
  static byte[] docxOf(String xml) {
    return zip(
        Map.of(
            "[Content_Types].xml", bytes(CONTENT_TYPES.strip()),
            "_rels/.rels", bytes(RELATIONS.strip()),
            "word/document.xml", bytes(xml)));
  }

  static String wordXml(String doctype, String text) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + doctype
        + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        + "<w:body><w:p><w:r><w:t>"
        + text
        + "</w:t></w:r></w:p></w:body></w:document>";
  }

  static byte[] docxWithMacros() {
    return zip(
        Map.of(
            "[Content_Types].xml",
            bytes(CONTENT_TYPES.strip()),
            "_rels/.rels",
            bytes(RELATIONS.strip()),
            "word/document.xml",
            bytes(wordXml("", "hola")),
            "word/vbaProject.bin",
            new byte[100]));
  }

  /** Unpacks to {@code bytes} zeros. */
  static byte[] zipBomb(int bytes) {
    return zip(
        Map.of(
            "[Content_Types].xml",
            bytes(CONTENT_TYPES.strip()),
            "word/document.xml",
            new byte[bytes]));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] start(byte[] bytes, int length) {
    return java.util.Arrays.copyOf(bytes, length);
  }

  private interface Preparing {
    void prepare(PDDocument document) throws IOException;
  }

  private interface Writing {
    void write(OutputStream out) throws IOException;
  }

  private static byte[] pdf(Preparing preparing, String... pages) {
    return written(
        out -> {
          try (PDDocument document = new PDDocument()) {
            var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (String text : pages) {
              PDPage page = new PDPage();
              document.addPage(page);
              try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(font, 11);
                content.setLeading(14);
                content.newLineAtOffset(60, 720);
                for (String line : text.split("\n")) {
                  content.showText(line);
                  content.newLine();
                }
                content.endText();
              }
            }
            preparing.prepare(document);
            document.save(out);
          }
        });
  }

  private static void paragraph(XWPFDocument document, String style, String text) {
    var paragraph = document.createParagraph();
    if (!style.isEmpty()) {
      paragraph.setStyle(style);
    }
    paragraph.createRun().setText(text);
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    return written(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
              zip.putNextEntry(new ZipEntry(entry.getKey()));
              zip.write(entry.getValue());
            }
          }
        });
  }

  private static byte[] written(Writing writing) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writing.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
