package io.blatam.export.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.blatam.export.document.ParsedDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever gets into the page, the layout engine opens no connection and no file. */
class SealedLayoutTest {

  private static final String SECRET = "SECRETO";

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    file =
        Files.writeString(
            folder.resolve("secret.html"), "<html><body>" + SECRET + "</body></html>");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src='URL' alt='x'/>",
        "<link rel='stylesheet' href='URL'/>",
        "<style>@import url(URL);</style>",
        "<style>body { background-image: url(URL); }</style>",
        "<style>li { list-style-image: url('URL'); }</style><ul><li>a</li></ul>",
        "<style>@font-face { font-family: f; src: url(URL); } p { font-family: f; }</style><p>a</p>",
        "<style>p::before { content: url(URL); }</style><p>a</p>",
        "<object data='URL' type='text/html'>a</object>",
        "<object data='URL' type='application/pdf'>a</object>",
        "<iframe src='URL'/>",
        "<embed src='URL'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>"
            + "<image xlink:href='URL' width='9' height='9'/><use xlink:href='URL#a'/></svg>",
        "<a href='URL' download='URL'>a</a>",
        "<p style=\"background: url('URL')\">a</p>",
        "<input type='image' src='URL'/>",
        "<a href='#x' data-embed='URL'>a</a>"
      })
  void print_reference_isNeverOpened(String hostile) throws IOException {
    for (String url :
        new String[] {
          "http://127.0.0.1:" + server.getAddress().getPort() + "/x.png",
          file.toUri().toString(),
          file.toString(),
          "jar:" + file.toUri() + "!/x"
        }) {
      byte[] pdf =
          new PageLayout()
              .print(
                  "<html lang=\"es\"><head><title>t</title>"
                      + "<style>body { font-family: 'DejaVu Sans' }</style></head><body>"
                      + hostile.replace("URL", url)
                      + "<p>fin</p></body></html>",
                  Optional.empty());
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(
                document.getDocumentCatalog().getNames() == null
                    || document.getDocumentCatalog().getNames().getEmbeddedFiles() == null)
            .isTrue();
        assertThat(new PDFTextStripper().getText(document)).contains("fin").doesNotContain(SECRET);
      }
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void print_externalEntity_isRefused() {
    String page =
        "<!DOCTYPE html [<!ENTITY x SYSTEM \""
            + file.toUri()
            + "\">]><html><body>&x;</body></html>";
    assertThatThrownBy(() -> new PageLayout().print(page, Optional.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DOCTYPE");
  }

  @Test
  void render_markdownWithRemoteImagesAndHtml_fetchesNothing() throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.png";
    byte[] pdf =
        new PdfRenderer()
            .render(
                ParsedDocument.parse(
                    "---\ntitle: \"<img src='URL'/>\"\n---\n# A\n\n![logo](URL) <img src=\"URL\"> <style>@import url(URL);</style>\n\n<iframe src=\"URL\"></iframe>\n"
                        .replace("URL", url)));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document)).contains("logo", "<iframe");
    }
    assertThat(requests).hasValue(0);
  }
}
