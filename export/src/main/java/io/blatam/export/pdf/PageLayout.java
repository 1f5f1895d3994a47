package io.blatam.export.pdf;

import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.TimeZone;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Turns one paged HTML page into a PDF. Thread-safe; fonts and their metrics are shared by all
 * calls.
 */
final class PageLayout {

  private static final String PICTURE = "data:image/png;base64,";

  private static final DocumentBuilderFactory XML = strictXml();

  static {
    XRLog.setLoggerImpl(new EngineLog());
  }

  private final PdfFonts fonts = new PdfFonts();
  private final FSDefaultCacheStore metrics = new FSDefaultCacheStore();

  /**
   * @param page well-formed HTML without a document type
   * @param date becomes the file's creation date; without one the file has none, because the time
   *     of rendering would make two renderings of the same text differ
   */
  byte[] print(String page, Optional<LocalDate> date) {
    Document dom = parse(page);
    try (PDDocument pdf = new PDDocument()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.usePDDocument(pdf);
      builder.usePdfUaAccessibility(true);
      builder.withProducer("Blatam");
      builder.withW3cDocument(dom, "about:blank");
      builder.useReplacementText("\uFFFD");
      builder.useSVGDrawer(new SvgPainter());
      builder.useCacheStore(CacheStore.PDF_FONT_METRICS, metrics);
      seal(builder);
      fonts.addTo(builder, pdf);
      try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
        renderer.createPDFWithoutClosing();
        describe(pdf, page, date);
        ByteArrayOutputStream out = new ByteArrayOutputStream(128 * 1024);
        pdf.save(out);
        return out.toByteArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whatever a page refers to, nothing is resolved and nothing opened, on disk or elsewhere; only a
   * picture that the page holds whole is drawn.
   */
  private static void seal(PdfRendererBuilder builder) {
    for (ExternalResourceControlPriority priority : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl(
          (uri, type) ->
              type == ExternalResourceType.IMAGE_RASTER && uri != null && uri.startsWith(PICTURE),
          priority);
    }
    builder.useUriResolver((baseUri, uri) -> uri.startsWith(PICTURE) ? uri : null);
  }

  private static void describe(PDDocument pdf, String page, Optional<LocalDate> date) {
    PDDocumentInformation information = pdf.getDocumentInformation();
    information.setCreationDate(date.map(PageLayout::midnight).orElse(null));
    information.setCreator("Blatam");
    pdf.setDocumentId((long) page.hashCode());
  }

  private static Calendar midnight(LocalDate date) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    calendar.setTimeInMillis(date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    return calendar;
  }

  private static Document parse(String page) {
    try {
      DocumentBuilder builder = XML.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(page)));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("the HTML page is not well-formed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DocumentBuilderFactory strictXml() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      return factory;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser cannot be locked down", e);
    }
  }
}
