package io.blatam.export.office;

import io.blatam.export.document.ParsedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Documents as an author would send them. */
public final class Samples {

  private Samples() {}

  public static ParsedDocument plan() {
    return parse("plan.md");
  }

  public static ParsedDocument deck() {
    return parse("deck.md");
  }

  private static ParsedDocument parse(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return ParsedDocument.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
