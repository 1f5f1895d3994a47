package io.blatam.bul.template.docx;

import io.blatam.bul.template.sandbox.Escaping;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.bul.template.sandbox.Readers;
import io.blatam.bul.template.sandbox.Sandbox;
import io.blatam.bul.template.sandbox.TemplateError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A Word file with placeholders. Errors say where in the file: paragraph, or table, row and cell.
 */
public final class WordTemplate {

  private record Part(WordPart source, Sandbox.Compiled compiled) {}

  private final Map<String, byte[]> files;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private WordTemplate(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Compiles a file.
   *
   * @throws TemplateError for what is no template
   */
  public static WordTemplate compile(byte[] file, Sandbox sandbox, Readers readers) {
    WordTemplate template = new WordTemplate(WordPackage.unpack(file));
    template.files.forEach(
        (name, bytes) -> {
          if (WordPackage.isText(name)) {
            WordPart part = WordPart.read(bytes);
            String text = part.template();
            template.parts.put(
                name,
                new Part(
                    part, placed(name, part, () -> sandbox.compile(text, Escaping.WORD, readers))));
          }
        });
    return template;
  }

  /** The fields that the file wants, text before headers and footers. */
  public List<Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    parts
        .values()
        .forEach(
            part ->
                part.compiled().fields().forEach(field -> fields.putIfAbsent(field.name(), field)));
    return new ArrayList<>(fields.values());
  }

  /**
   * The file with the placeholders filled in.
   *
   * @throws TemplateError that says where
   */
  public byte[] render(Map<String, Object> data) {
    Map<String, byte[]> rendered = new LinkedHashMap<>(files);
    parts.forEach(
        (name, part) ->
            rendered.put(
                name,
                placed(name, part.source(), () -> part.compiled().render(data))
                    .getBytes(StandardCharsets.UTF_8)));
    rendered.forEach(
        (name, bytes) -> {
          if (parts.containsKey(name)) {
            // A loop that was opened in one place and closed in another leaves no XML.
            WordPart.read(bytes);
          }
        });
    return WordPackage.pack(rendered);
  }

  private static <T> T placed(String name, WordPart part, Supplier<T> work) {
    try {
      return work.get();
    } catch (TemplateError error) {
      String where =
          name.equals("word/document.xml") ? "" : name.replaceAll(".*/|\\.xml", "") + ", ";
      throw new TemplateError(0, where + part.place(error.line()) + ": " + error.detail());
    }
  }
}
