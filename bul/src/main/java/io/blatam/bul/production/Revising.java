package io.blatam.bul.production;

import io.blatam.bul.api.JobView.Finding;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.store.Ask;
import io.blatam.platform.artifact.ArtifactId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * What is different in the making of a document that is the next version of another: texts that
 * nothing was asked of stay, those that a model is to change are shown to it as they are, and a
 * version in which nothing changed is none.
 */
final class Revising {

  private final Writing writing;
  private final Texts texts;

  Revising(Writing writing, Texts texts) {
    this.writing = writing;
    this.texts = texts;
  }

  /** The section as it was; empty where it is to be written. */
  static Optional<WrittenSection> untouched(Ask ask, int index, String section) {
    return ask.revision()
        .filter(revision -> !revision.reworked().contains(section))
        .flatMap(revision -> revision.kept(section))
        .map(kept -> kept.keptAt(index, kept.findings()));
  }

  /** Writes a section, from its present text where a model is to change that. */
  CompletionStage<WrittenSection> write(
      Assignment assignment, int index, String section, ModelCalls.Section calls) {
    Optional<WrittenSection> before =
        assignment.ask().revision().flatMap(revision -> revision.kept(section));
    if (before.isEmpty()) {
      return writing
          .write(assignment, section, calls)
          .thenCompose(text -> stored(assignment, index, section, text));
    }
    return texts
        .read(assignment.ask().tenant(), before.get().text())
        .thenCompose(
            present ->
                writing
                    .rework(assignment, section, present, calls)
                    .thenCompose(
                        text ->
                            text.markdown().equals(present)
                                ? CompletableFuture.completedStage(
                                    before.get().keptAt(index, text.findings()))
                                : stored(assignment, index, section, text)));
  }

  private CompletionStage<WrittenSection> stored(
      Assignment assignment, int index, String section, Writing.Text text) {
    return texts
        .store(assignment.ask().tenant(), text.markdown())
        .thenApply(
            id ->
                new WrittenSection(
                    index,
                    section,
                    id,
                    text.origin(),
                    text.elapsedMs(),
                    text.savedMs(),
                    text.model(),
                    text.findings()));
  }

  /** Stores the texts that the review put in the place of what was written. */
  CompletionStage<Map<String, ArtifactId>> mended(
      String tenant, List<SectionText> written, List<SectionText> reviewed) {
    Map<String, String> before =
        written.stream().collect(Collectors.toMap(SectionText::sectionId, SectionText::markdown));
    CompletionStage<Map<String, ArtifactId>> mended =
        CompletableFuture.completedStage(new HashMap<>());
    for (SectionText section : reviewed) {
      if (!section.markdown().equals(before.get(section.sectionId()))) {
        mended =
            mended.thenCombine(
                texts.store(tenant, section.markdown()),
                (ids, id) -> {
                  ids.put(section.sectionId(), id);
                  return ids;
                });
      }
    }
    return mended;
  }

  /**
   * The manuscript of a version.
   *
   * @throws IllegalArgumentException where it is the one that it started from: the job ends, and
   *     says why
   */
  static Manuscript changed(Ask ask, List<WrittenSection> sections, Manuscript manuscript) {
    Optional<Revision> revision = ask.revision();
    if (revision.map(asked -> asked.before().equals(manuscript.markdown())).orElse(false)) {
      List<String> why = new ArrayList<>();
      for (WrittenSection section : sections) {
        if (revision.get().reworked().contains(section.id())) {
          section.findings().stream().map(Revising::said).forEach(why::add);
        }
      }
      throw new IllegalArgumentException(
          "nothing changed, so there is no new version"
              + (why.isEmpty() ? "" : ": " + String.join("; ", why)));
    }
    return manuscript;
  }

  private static String said(Finding finding) {
    return finding.section() + ": " + finding.code() + ", " + finding.detail();
  }
}
