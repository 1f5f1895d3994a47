package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Handling;
import io.blatam.bul.api.Subject;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.api.WantedFormats;
import io.blatam.bul.brief.MergePatch;
import io.blatam.bul.locale.Language;
import io.blatam.bul.store.Ask;
import io.blatam.bul.template.TemplateAsks;
import io.blatam.platform.Platform;
import io.blatam.platform.identity.Principal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Changes to documents of templates: such a document is what its data makes of it, so the next
 * version is the same template, in the same version, with other data.
 */
final class Refills {

  private final TemplateAsks templates;

  Refills(Platform platform) {
    this.templates = new TemplateAsks(platform);
  }

  CompletionStage<Ask> of(
      Principal principal, String document, MadeVersion latest, RevisionRequest request) {
    Ask before = latest.work().ask();
    TemplateFill fill = before.template().orElseThrow();
    if (!(request.data().orElse(null) instanceof ObjectNode patch)) {
      throw RevisionProblems.notUnderstood(
          "The document is made of one of your templates: send \"data\", an object with what is to"
              + " be different in it (a merge patch), or change the template and make a new one.");
    }
    ObjectNode data = (ObjectNode) MergePatch.apply(fill.data(), patch);
    if (data.equals(fill.data())) {
      throw RevisionProblems.cannot("The data says that already; nothing would change.");
    }
    DocumentRequest asked = before.parsed();
    DocumentRequest wanted =
        new DocumentRequest(
            new Subject.Templated(fill.with(data)),
            request.formats().map(WantedFormats::of).orElse(asked.formats()),
            request.priority().orElse(asked.priority()),
            new Handling(
                request.deadline().map(at -> Handling.moment("deadline", at)),
                false,
                false,
                Optional.of(false)),
            asked.profile(),
            Optional.empty());
    return templates.revise(
        principal,
        wanted,
        document,
        new TemplateAsks.Base(
            latest.version(),
            before,
            latest.work().manuscript().markdown(),
            request.change().orElse(""),
            TemplateAsks.summary(Language.of(before.language()), fill.data(), data)));
  }
}
