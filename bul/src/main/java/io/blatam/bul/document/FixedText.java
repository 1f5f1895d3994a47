package io.blatam.bul.document;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a template says by itself, whatever it is given: its text without tags, the texts that tags
 * hold, and those of the templates that it includes.
 */
final class FixedText {

  private static final int DEEPEST_INCLUDE = 5;
  private static final Pattern TAG = Pattern.compile("(?s)\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\}");
  private static final Pattern SPEAKING_TAG = Pattern.compile("(?s)\\{\\{.*?\\}\\}|\\{%.*?%\\}");
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern INCLUDE =
      Pattern.compile("\\{%-?\\s*(?:include|import|extends)\\s+[\"']([^\"']+)[\"']");

  private FixedText() {}

  static String of(MarkdownTemplateLoader loader, String path) {
    return of(loader, path, 0);
  }

  private static String of(MarkdownTemplateLoader loader, String path, int depth) {
    String source;
    try (BufferedReader lines = new BufferedReader(loader.getReader(path))) {
      source = lines.lines().collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("template " + path, e);
    }
    // A tag may print a text of its own: {{ x ? "un 10 %" : "" }}.
    String said =
        SPEAKING_TAG
            .matcher(source)
            .results()
            .flatMap(tag -> LITERAL.matcher(tag.group()).results())
            .map(literal -> literal.group())
            .collect(Collectors.joining("\n"));
    String included =
        depth >= DEEPEST_INCLUDE
            ? ""
            : INCLUDE
                .matcher(source)
                .results()
                .map(include -> of(loader, include.group(1), depth + 1))
                .collect(Collectors.joining("\n"));
    return TAG.matcher(source).replaceAll(" ") + "\n" + said + "\n" + included;
  }
}
