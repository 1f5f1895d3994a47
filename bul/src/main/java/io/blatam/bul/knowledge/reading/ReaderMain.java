package io.blatam.bul.knowledge.reading;

import io.blatam.platform.http.Json;
import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The process that reads one file: {@code ReaderMain FILE ANSWER NAME PAGES CHARACTERS INFLATED}.
 * Started by {@link ReaderProcess}, which bounds its memory, time and output; it opens no address.
 */
final class ReaderMain {

  private static final Set<String> ADDRESSES = Set.of("http", "https", "ftp", "mailto", "jrt");

  private ReaderMain() {}

  public static void main(String[] arguments) throws IOException {
    URL.setURLStreamHandlerFactory(protocol -> ADDRESSES.contains(protocol) ? new Closed() : null);
    ReadingLimits limits =
        new ReadingLimits(
            Long.MAX_VALUE,
            Duration.ofDays(1),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Long.parseLong(arguments[5]),
            1);
    Answer answer;
    try {
      answer = Answer.of(new FileText(Path.of(arguments[0]), arguments[2], limits).read());
    } catch (Unreadable refused) {
      answer = Answer.refused(refused.getMessage());
    } catch (StackOverflowError deep) {
      answer = Answer.refused(Unreadable.corrupt("a document").getMessage());
    }
    Files.write(Path.of(arguments[1]), Json.write(answer));
  }

  /** Nothing that a file refers to is fetched. */
  private static final class Closed extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      throw new IOException("nothing is fetched while a file is read");
    }
  }
}
