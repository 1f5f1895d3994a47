package io.blatam.bul.knowledge.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files read in a process of their own: what it may not do, and what it dies of. */
class ReaderProcessTest {

  private static ReadText read(ReadingLimits limits, byte[] bytes, String name) throws IOException {
    ReaderProcess reader = new ReaderProcess(limits);
    Path folder = reader.newFolder();
    Path file = folder.resolve("original");
    Files.write(file, bytes);
    try {
      return reader.read(folder, file, name);
    } finally {
      reader.remove(folder);
      assertThat(folder).doesNotExist();
      assertThat(children()).as("nothing is left running").isZero();
    }
  }

  private static long children() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return children
          .filter(child -> child.info().commandLine().orElse("").contains("ReaderMain"))
          .filter(child -> child.onExit().getNow(null) == null && child.isAlive())
          .count();
    }
  }

  @Test
  void file_good_isRead() throws IOException {
    ReadText text = read(FileTextTest.LIMITS, UploadedFiles.docx(), "-Xmx9g estudio á.docx");

    assertThat(text.plain()).contains("# Estudio de mercado", "42 cafeterías");
  }

  @Test
  void externalEntities_areNeitherReadNorFetched() throws IOException {
    AtomicInteger fetched = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    Path secret = Files.createTempFile("secret", ".txt");
    Files.writeString(secret, "SECRETO-DEL-SERVIDOR");
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/evil.dtd";
      String doctype =
          "<!DOCTYPE w [<!ENTITY %% far SYSTEM \"%s\"> %%far; <!ENTITY near SYSTEM \"%s\">]>"
              .formatted(address, secret.toUri());
      String said;
      try {
        said =
            read(
                    FileTextTest.LIMITS,
                    UploadedFiles.docxOf(UploadedFiles.wordXml(doctype, "dice: &near;")),
                    "a.docx")
                .plain();
      } catch (Unreadable refused) {
        said = refused.getMessage();
      }
      assertThat(said).doesNotContain("SECRETO");
      assertThat(fetched).hasValue(0);
    } finally {
      server.stop(0);
      Files.delete(secret);
    }
  }

  @Test
  void memory_spent_isOneSentence() {
    ReadingLimits small =
        new ReadingLimits(64L << 20, Duration.ofSeconds(60), 300, 2_000_000, 100L << 20, 1);

    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(() -> read(small, UploadedFiles.pdfBomb(120 << 20), "a.pdf"))
        .withMessageMatching(".*(more than 64 MiB of memory|characters of text|damaged).*");
  }

  @Test
  void time_spent_isOneSentenceAndTheProcessIsKilled() {
    ReadingLimits hasty =
        new ReadingLimits(256L << 20, Duration.ofSeconds(1), 300, 2_000_000, 100L << 20, 1);
    String page = "El mercado crece y la competencia también lo hace.\n".repeat(40);

    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(
            () ->
                read(
                    hasty,
                    UploadedFiles.pdf(Collections.nCopies(290, page).toArray(String[]::new)),
                    "a.pdf"))
        .withMessageContaining("took longer than 1 s and was stopped");
  }
}
