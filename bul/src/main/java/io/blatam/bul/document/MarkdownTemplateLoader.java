package io.blatam.bul.document;

import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.type.ProgramFiles;
import io.blatam.bul.type.TypeFiles;
import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.FileNotFoundException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Loads templates from where their type has its files, and takes the line break after a line that
 * holds nothing but tags, as Mustache does: a loop over table rows then leaves no blank line
 * between them, which Markdown would read as the end of the table.
 */
final class MarkdownTemplateLoader implements Loader<String> {
  private static final Pattern ONLY_TAGS =
      Pattern.compile("\\s*(?:(?:\\{%(?:(?!%\\}).)*%\\}|\\{#(?:(?!#\\}).)*#\\})\\s*)+");

  @Override
  public Reader getReader(String name) {
    return new StringReader(
        find(name)
            .orElseThrow(
                () ->
                    new LoaderException(
                        new FileNotFoundException(name), "there is no template " + name))
            .lines()
            .map(line -> ONLY_TAGS.matcher(line).matches() ? line.strip() : line + "\n")
            .collect(Collectors.joining()));
  }

  /** The text of a template as it stands in its file. */
  static Optional<String> find(String name) {
    TypeFiles files =
        name.startsWith(SectionPaths.SHARED)
            ? new ProgramFiles()
            : DocumentType.of(name.substring(0, name.indexOf('/'))).definition().files();
    return files.find(name);
  }

  @Override
  public boolean resourceExists(String name) {
    return name.contains("/") && find(name).isPresent();
  }

  @Override
  public String createCacheKey(String name) {
    return name;
  }

  /** Every name counts from the root of all templates. */
  @Override
  public String resolveRelativePath(String relative, String anchor) {
    return relative;
  }

  @Override
  public void setCharset(String charset) {
    throw new UnsupportedOperationException("templates are UTF-8");
  }

  @Override
  public void setPrefix(String prefix) {
    throw new UnsupportedOperationException("a type's files are where they are");
  }

  @Override
  public void setSuffix(String suffix) {
    throw new UnsupportedOperationException("a template's name ends in .md");
  }
}
