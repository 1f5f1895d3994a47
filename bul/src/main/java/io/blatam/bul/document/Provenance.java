package io.blatam.bul.document;

import java.util.List;

/**
 * Who wrote a document; printed in its properties and small print.
 *
 * @param generator "template" or the model's name
 * @param templateVersion {@link DocumentComposer#templateVersion()}
 * @param notes what a reader should know, such as sections whose rewrite was turned down
 */
public record Provenance(String generator, String templateVersion, List<String> notes) {

  public Provenance {
    notes = List.copyOf(notes);
  }

  /** A document composed without a model. */
  public static Provenance ofTemplate(String templateVersion) {
    return new Provenance("template", templateVersion, List.of());
  }
}
