package io.blatam.bul.queue;

import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.RenderedFile;
import io.blatam.bul.production.Review;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.List;

/**
 * What happened to a job, as the journal keeps it. Names of classes and components are stored: do
 * not rename them.
 */
sealed interface JobEvent extends CborSerializable {

  Instant at();

  record Accepted(Instant at, Ask ask) implements JobEvent {}

  /**
   * A worker took it, under a lease of its queue; 0 in what was stored before there were leases.
   * Persisted before any work begins, so an attempt that ends its process is counted.
   */
  record Started(Instant at, int attempt, long lease) implements JobEvent {}

  record Planned(Instant at, PlannedDocument planned) implements JobEvent {}

  record SectionWritten(Instant at, WrittenSection section) implements JobEvent {}

  record Assembled(Instant at, Manuscript manuscript) implements JobEvent {}

  record Reviewed(Instant at, Review review) implements JobEvent {}

  record FileRendered(Instant at, RenderedFile file) implements JobEvent {}

  /**
   * The attempt ended without the document, and another one will follow.
   *
   * @param excused whether it does not count, because of what ended it; false in what was stored
   *     before there were such
   */
  record AttemptFailed(Instant at, int attempt, String reason, boolean excused)
      implements JobEvent {}

  record Finished(Instant at) implements JobEvent {}

  record GivenUp(Instant at, String reason) implements JobEvent {}

  /** A person has to say something before it goes on; it needs no worker until then. */
  record Held(Instant at, Hold hold) implements JobEvent {}

  /** A person has said what the document shall consist of. */
  record OutlineSettled(Instant at, String subject, List<PlannedSection> sections)
      implements JobEvent {}

  /** A person has answered the question; the ask is as if it had said so from the beginning. */
  record Answered(Instant at, String subject, Ask ask) implements JobEvent {}

  /** A dead letter is tried again. */
  record Replayed(Instant at, String subject) implements JobEvent {}

  record Cancelled(Instant at, String subject) implements JobEvent {}
}
