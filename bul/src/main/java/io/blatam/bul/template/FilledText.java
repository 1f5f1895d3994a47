package io.blatam.bul.template;

import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.production.Texts;
import io.blatam.bul.template.docx.WordText;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** What a template that was filled in says, as Markdown; of a Word file, what stands in it. */
record FilledText(Texts texts) {

  CompletionStage<String> markdown(String tenant, TemplateFill fill) {
    TemplateFill.Filled filled = fill.filled().orElseThrow();
    return texts
        .bytes(tenant, filled.text())
        .thenApply(
            bytes ->
                filled.word() ? WordText.of(bytes) : new String(bytes, StandardCharsets.UTF_8));
  }
}
