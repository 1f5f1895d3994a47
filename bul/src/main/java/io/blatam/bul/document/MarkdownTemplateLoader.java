package io.blatam.bul.document;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Loads templates and takes the line break after a line that holds nothing but tags, as Mustache
 * does: a loop over table rows then leaves no blank line between them, which Markdown would read as
 * the end of the table.
 */
final class MarkdownTemplateLoader extends ClasspathLoader {
  private static final Pattern ONLY_TAGS =
      Pattern.compile("\\s*(?:(?:\\{%(?:(?!%\\}).)*%\\}|\\{#(?:(?!#\\}).)*#\\})\\s*)+");

  MarkdownTemplateLoader() {
    super(MarkdownTemplateLoader.class.getClassLoader());
    setPrefix("templates");
  }

  @Override
  public Reader getReader(String name) {
    try (BufferedReader lines = new BufferedReader(super.getReader(name))) {
      return new StringReader(
          lines
              .lines()
              .map(line -> ONLY_TAGS.matcher(line).matches() ? line.strip() : line + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new LoaderException(e, "cannot read template " + name);
    }
  }
}
