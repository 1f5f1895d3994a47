package io.blatam.bul.document;

import java.util.List;
import java.util.Optional;

/**
 * Who wrote a document; printed in its properties and small print.
 *
 * @param model the model that wrote some of it; empty when templates wrote everything
 * @param templateVersion {@link DocumentComposer#templateVersion()}
 * @param chapters the titles of the chapters that the model wrote; the others were composed
 */
public record Provenance(Optional<String> model, String templateVersion, List<String> chapters) {

  private static final String TEMPLATE = "template";

  public Provenance {
    chapters = List.copyOf(chapters);
    if (model.isPresent() == chapters.isEmpty()) {
      throw new IllegalArgumentException("chapters: name them where there is a model, only there");
    }
  }

  /** A document composed without a model. */
  public static Provenance ofTemplate(String templateVersion) {
    return new Provenance(Optional.empty(), templateVersion, List.of());
  }

  /** A document of which {@code model} wrote the {@code chapters}. */
  public static Provenance ofModel(String model, String templateVersion, List<String> chapters) {
    return new Provenance(Optional.of(model), templateVersion, chapters);
  }

  /** The model's name, or "template". */
  public String generator() {
    return model.orElse(TEMPLATE);
  }

  /** "template 1f2e…", or "llama3, template 1f2e…": whoever had a hand in the text. */
  public String everyone() {
    String templates = TEMPLATE + " " + templateVersion;
    return model.map(name -> name + ", " + templates).orElse(templates);
  }
}
