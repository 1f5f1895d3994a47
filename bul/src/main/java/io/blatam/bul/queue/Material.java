package io.blatam.bul.queue;

import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import java.util.List;
import java.util.Optional;

/**
 * What a step works from; as much of the job as travels to the worker.
 *
 * @param sections in the plan's order; none for steps that do not read them
 */
record Material(
    Ask ask,
    Optional<PlannedDocument> planned,
    List<WrittenSection> sections,
    Optional<Manuscript> manuscript) {

  static Material of(Job job, Step step) {
    return new Material(
        job.ask(),
        job.planned(),
        step instanceof Step.Assemble ? List.copyOf(job.sections().values()) : List.of(),
        job.manuscript());
  }
}
