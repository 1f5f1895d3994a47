package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.queue.RevisedJobs;
import io.blatam.bul.wording.Wording;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The version that a revision starts from.
 *
 * @param settled its plan as its type and brief have it, before anybody changed its sections
 * @param plan its plan as it was written
 */
record Base(
    String document, int version, RevisedJobs.Work work, DocumentPlan settled, DocumentPlan plan) {

  static Base of(DocumentComposer composer, String document, int version, RevisedJobs.Work work) {
    DocumentPlan settled =
        composer.plan(work.ask().brief(), work.ask().profile(), work.ask().date());
    Wording wording = work.ask().revision().map(Revision::wording).orElse(settled.wording());
    return new Base(
        document, version, work, settled, settled.with(wording).with(work.planned().outline()));
  }

  Wording wording() {
    return plan.wording();
  }

  Language language() {
    return plan.brief().language();
  }

  DocumentType type() {
    return plan.brief().type();
  }

  /** The brief as JSON, to be changed. */
  ObjectNode brief() {
    return Json.read(
        BriefFormat.json(work.ask().parsed().brief()).getBytes(StandardCharsets.UTF_8),
        ObjectNode.class);
  }

  /** A section with the text that the document has, also where the review mended it. */
  Optional<WrittenSection> written(String section) {
    Optional<ArtifactId> mended = Optional.ofNullable(work.manuscript().mended().get(section));
    return work.sections().stream()
        .filter(written -> written.id().equals(section))
        .findFirst()
        .map(written -> mended.map(written::withText).orElse(written));
  }
}
