package io.blatam.bul.knowledge.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** The text of one file, by the parser of its kind. Runs in the reading process. */
final class FileText {

  private final Path file;
  private final String name;
  private final ReadingLimits limits;

  FileText(Path file, String name, ReadingLimits limits) {
    this.file = file;
    this.name = name;
    this.limits = limits;
  }

  /**
   * @throws Unreadable for what is refused
   */
  ReadText read() throws IOException {
    Kind kind = new SafeFile(file, name, limits).kind();
    ReadText text =
        switch (kind) {
          case PDF -> pdf();
          case DOCX -> parsed(kind, new OOXMLParser(), false);
          case XLSX -> parsed(kind, new OOXMLParser(), true);
          case HTML -> parsed(kind, new JSoupParser(), false);
          case MARKDOWN -> withoutPages(kind, MarkdownBlocks.of(decoded()));
          case PLAIN -> withoutPages(kind, PlainBlocks.of(decoded()));
        };
    if (text.blocks().stream().noneMatch(block -> block.text().matches("(?s).*\\p{L}.*"))) {
      throw Unreadable.empty();
    }
    return text;
  }

  private ReadText withoutPages(Kind kind, List<Block> blocks) {
    return new ReadText(
        kind.mediaType(), blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).page(), blocks);
  }

  private String decoded() throws IOException {
    String text = PlainBlocks.decode(Files.readAllBytes(file));
    if (text.length() > limits.characters()) {
      throw Unreadable.tooLong(limits.characters());
    }
    return text;
  }

  /** Counts the pages before any of them is read. */
  private ReadText pdf() throws IOException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      if (document.getNumberOfPages() > limits.pages()) {
        throw SafeFile.tooManyPages(limits.pages());
      }
    } catch (InvalidPasswordException locked) {
      throw SafeFile.locked();
    } catch (IOException damaged) {
      throw Unreadable.corrupt("PDF");
    }
    return parsed(Kind.PDF, new PDFParser(), false);
  }

  private ReadText parsed(Kind kind, Parser parser, boolean sheets) throws IOException {
    MarkupBlocks blocks = new MarkupBlocks(sheets, limits);
    try (TikaInputStream in = TikaInputStream.get(file)) {
      parser.parse(in, blocks, new Metadata(), context());
    } catch (EncryptedDocumentException locked) {
      throw SafeFile.locked();
    } catch (TikaException | SAXException | IOException damaged) {
      throw refusal(damaged, kind);
    } catch (RuntimeException damaged) {
      throw refusal(damaged, kind);
    }
    return new ReadText(kind.mediaType(), blocks.pages(), blocks.blocks());
  }

  /** A limit that was met inside the parser, or a damaged file. */
  private static Unreadable refusal(Throwable failure, Kind kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Unreadable unreadable) {
        return unreadable;
      }
    }
    return Unreadable.corrupt(kind.name());
  }

  private ParseContext context() {
    // Deflated text this small against its packed size is a bomb; SafeFile has counted it all
    // before.
    ZipSecureFile.setMinInflateRatio(0.005);
    ZipSecureFile.setMaxEntrySize(limits.inflatedBytes());
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    pdf.setExtractAnnotationText(false);
    pdf.setExtractBookmarksText(false);
    pdf.setExtractActions(false);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setExtractMacros(false);
    office.setIncludeDeletedContent(false);
    office.setIncludeHeadersAndFooters(false);
    ParseContext context = new ParseContext();
    context.set(PDFParserConfig.class, pdf);
    context.set(OfficeParserConfig.class, office);
    context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
    return context;
  }

  /** Files inside the file stay closed. */
  private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
      throw new IllegalStateException("not asked for");
    }
  }
}
