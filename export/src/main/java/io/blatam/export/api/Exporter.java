package io.blatam.export.api;

import io.blatam.export.document.ParsedDocument;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Markdown in, a file out. A pure function of the text and the renderers' revisions: no clock, no
 * network, no files. Thread-safe; one instance serves a whole process, because fonts and parsers
 * are costly to set up.
 */
public final class Exporter {

  private final Map<ExportFormat, FormatRenderer> renderers;

  private Exporter(Map<ExportFormat, FormatRenderer> renderers) {
    this.renderers = renderers;
  }

  /** An exporter with every renderer this program ships. */
  public static Exporter create() {
    Map<ExportFormat, FormatRenderer> found = new EnumMap<>(ExportFormat.class);
    for (FormatRenderer renderer :
        ServiceLoader.load(FormatRenderer.class, Exporter.class.getClassLoader())) {
      FormatRenderer other = found.put(renderer.format(), renderer);
      if (other != null) {
        throw new IllegalStateException(
            "two renderers for "
                + renderer.format()
                + ": "
                + other.getClass()
                + " and "
                + renderer.getClass());
      }
    }
    return new Exporter(found);
  }

  /** The formats that {@link #export} accepts. */
  public Set<ExportFormat> formats() {
    return Set.copyOf(renderers.keySet());
  }

  /**
   * Renders Markdown with front matter as a file of the given format.
   *
   * @throws InvalidDocumentException when the text is not a document; it names the line
   */
  public byte[] export(String markdown, ExportFormat format) {
    return export(ParsedDocument.parse(markdown), format);
  }

  /**
   * The same, with the picture of the company that it speaks for.
   *
   * @throws InvalidDocumentException when the text is not a document; it names the line
   */
  public byte[] export(String markdown, Optional<Logo> logo, ExportFormat format) {
    ParsedDocument document = ParsedDocument.parse(markdown);
    return export(logo.map(document::with).orElse(document), format);
  }

  /**
   * What a document is called: by its front matter, by its first heading, or by its language's word
   * for a document.
   *
   * @throws InvalidDocumentException when the text is not a document; it names the line
   */
  public static String title(String markdown) {
    return ParsedDocument.parse(markdown).frontMatter().title();
  }

  /**
   * What a document's front matter calls the picture that it wants; empty where it wants none.
   *
   * @throws InvalidDocumentException when the text is not a document; it names the line
   */
  public static Optional<String> logo(String markdown) {
    String name = ParsedDocument.parse(markdown).frontMatter().logo();
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /**
   * Renders a document that is parsed already, which spares the work when several formats follow.
   */
  public byte[] export(ParsedDocument document, ExportFormat format) {
    FormatRenderer renderer = renderers.get(format);
    if (renderer == null) {
      throw new IllegalArgumentException("format: no renderer for " + format.extension());
    }
    return renderer.render(document);
  }

  /**
   * Names the state of all renderers, so that a cache keyed by (text, format, version) never
   * returns what an older program drew.
   */
  public String version() {
    return renderers.entrySet().stream()
        .map(entry -> entry.getKey().extension() + entry.getValue().revision())
        .collect(Collectors.joining("."));
  }
}
