package io.blatam.bul.queue;

import io.blatam.bul.api.Handling;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.RenderedFile;
import io.blatam.bul.production.Review;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.export.api.ExportFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A job as its events made it, and what it wants done next. Immutable and pure: the whole life of a
 * job can be tested without an actor.
 *
 * @param revision number of events so far
 * @param attempt how often a worker took it
 * @param lease of the latest attempt
 * @param fruitless attempts since something was last achieved; what a job that kills its process is
 *     given up by
 * @param running whether a worker took it and neither it nor the job came to an end; still true
 *     after a crash
 * @param hold what a person has to say before it goes on
 * @param answered whether a person was asked which document is wanted, and said so
 * @param end how it ended, empty until then
 * @param lastFailure why the last attempt failed
 */
record Job(
    Ask ask,
    long revision,
    int attempt,
    long lease,
    int fruitless,
    boolean running,
    Optional<Hold> hold,
    boolean answered,
    Optional<PlannedDocument> planned,
    SortedMap<Integer, WrittenSection> sections,
    Optional<Manuscript> manuscript,
    Optional<Review> review,
    List<RenderedFile> files,
    Optional<Stage> end,
    Optional<String> lastFailure,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {

  static Job accepted(Ask ask) {
    return new Job(
        ask,
        1,
        0,
        0,
        0,
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  boolean ended() {
    return end.isPresent();
  }

  /** Whether it waits for a worker. */
  boolean waits() {
    return !ended() && !running && hold.isEmpty();
  }

  /** What a person has to say to a plan, if anything. */
  Optional<Hold> holdFor(PlannedDocument plan) {
    Handling handling = ask.parsed().handling();
    if (plan.question().isPresent() && handling.mayAsk() && !answered) {
      return Optional.of(Hold.QUESTION);
    }
    return handling.reviewOutline() ? Optional.of(Hold.OUTLINE) : Optional.empty();
  }

  /** Whether {@code step} is still to be done. */
  boolean wants(Step step) {
    return wanted(Integer.MAX_VALUE).contains(step);
  }

  /** Where it stands, which follows from what it has. */
  Stage stage() {
    if (end.isPresent()) {
      return end.get();
    }
    if (hold.isPresent()) {
      return new Stage.Held(hold.get());
    }
    if (!running) {
      return new Stage.Waiting();
    }
    if (planned.isEmpty()) {
      return new Stage.Planning();
    }
    if (sections.size() < planned.get().sections().size()) {
      return new Stage.Writing(sections.size(), planned.get().sections().size());
    }
    if (review.isEmpty()) {
      return new Stage.Checking();
    }
    return new Stage.Rendering(files.size(), ask.formats().size());
  }

  /**
   * What can be done now, at most {@code sectionsAtOnce} sections of it. Empty for a job that waits
   * or has ended.
   */
  List<Step> wanted(int sectionsAtOnce) {
    if (ended() || !running) {
      return List.of();
    }
    if (planned.isEmpty()) {
      return List.of(new Step.Plan());
    }
    List<Step> unwritten = unwritten();
    if (!unwritten.isEmpty()) {
      return unwritten.subList(0, Math.min(sectionsAtOnce, unwritten.size()));
    }
    if (manuscript.isEmpty()) {
      return List.of(new Step.Assemble());
    }
    if (review.isEmpty()) {
      return List.of(new Step.Check());
    }
    List<Step> unrendered = unrendered();
    return unrendered.isEmpty() ? List.of(new Step.Shelve()) : unrendered;
  }

  private List<Step> unwritten() {
    return IntStream.range(0, planned.orElseThrow().sections().size())
        .filter(index -> !sections.containsKey(index))
        .<Step>mapToObj(Step.Write::new)
        .toList();
  }

  private List<Step> unrendered() {
    return ask.exportFormats().stream()
        .filter(format -> !has(format))
        .<Step>map(Step.Render::new)
        .toList();
  }

  private boolean has(ExportFormat format) {
    return files.stream().anyMatch(file -> file.format().equals(format.extension()));
  }

  Job after(JobEvent event) {
    Draft draft = new Draft(this);
    if (event instanceof JobEvent.Started started) {
      draft.attempt = started.attempt();
      draft.lease = started.lease();
      draft.fruitless++;
      draft.running = true;
      draft.startedAt = startedAt.or(() -> Optional.of(started.at()));
    } else if (event instanceof JobEvent.Planned planning) {
      draft.achieved().planned = Optional.of(planning.planned());
    } else if (event instanceof JobEvent.SectionWritten written) {
      draft.achieved().sections = new TreeMap<>(sections);
      draft.sections.putIfAbsent(written.section().index(), written.section());
    } else if (event instanceof JobEvent.Assembled assembled) {
      draft.achieved().manuscript = Optional.of(assembled.manuscript());
    } else if (event instanceof JobEvent.Reviewed reviewed) {
      draft.achieved().review = Optional.of(reviewed.review());
    } else if (event instanceof JobEvent.FileRendered rendered) {
      draft.achieved().files = new ArrayList<>(files);
      draft.files.add(rendered.file());
    } else if (event instanceof JobEvent.AttemptFailed failed) {
      draft.running = false;
      draft.lastFailure = Optional.of(failed.reason());
      if (failed.excused() && draft.fruitless > 0) {
        draft.fruitless--;
      }
    } else if (event instanceof JobEvent.Finished finished) {
      draft.end(new Stage.Done(), finished.at());
    } else if (event instanceof JobEvent.GivenUp givenUp) {
      draft.end(new Stage.Failed(givenUp.reason()), givenUp.at());
      draft.lastFailure = Optional.of(givenUp.reason());
    } else if (event instanceof JobEvent.Held held) {
      draft.running = false;
      draft.hold = Optional.of(held.hold());
    } else if (event instanceof JobEvent.OutlineSettled settled) {
      draft.achieved().hold = Optional.empty();
      draft.planned = planned.map(plan -> plan.with(settled.sections()));
    } else if (event instanceof JobEvent.Answered said) {
      draft.achieved().hold = Optional.empty();
      draft.answered = true;
      draft.ask = said.ask();
      draft.planned = Optional.empty();
    } else if (event instanceof JobEvent.Replayed) {
      draft.again();
    } else if (event instanceof JobEvent.Cancelled cancelled) {
      draft.end(new Stage.Cancelled(), cancelled.at());
    }
    return draft.job();
  }

  /** A job on its way to its next revision. */
  private static final class Draft {
    private long revision;
    private int attempt;
    private long lease;
    private int fruitless;
    private boolean running;
    private Ask ask;
    private Optional<Hold> hold;
    private boolean answered;
    private Optional<PlannedDocument> planned;
    private SortedMap<Integer, WrittenSection> sections;
    private Optional<Manuscript> manuscript;
    private Optional<Review> review;
    private List<RenderedFile> files;
    private Optional<Stage> end;
    private Optional<String> lastFailure;
    private Optional<Instant> startedAt;
    private Optional<Instant> finishedAt;

    private Draft(Job job) {
      revision = job.revision + 1;
      attempt = job.attempt;
      lease = job.lease;
      fruitless = job.fruitless;
      running = job.running;
      ask = job.ask;
      hold = job.hold;
      answered = job.answered;
      planned = job.planned;
      sections = job.sections;
      manuscript = job.manuscript;
      review = job.review;
      files = job.files;
      end = job.end;
      lastFailure = job.lastFailure;
      startedAt = job.startedAt;
      finishedAt = job.finishedAt;
    }

    private Draft achieved() {
      fruitless = 0;
      return this;
    }

    private void again() {
      fruitless = 0;
      end = Optional.empty();
      finishedAt = Optional.empty();
    }

    private void end(Stage stage, Instant at) {
      running = false;
      hold = Optional.empty();
      end = Optional.of(stage);
      finishedAt = Optional.of(at);
    }

    private Job job() {
      return new Job(
          ask,
          revision,
          attempt,
          lease,
          fruitless,
          running,
          hold,
          answered,
          planned,
          sections,
          manuscript,
          review,
          files,
          end,
          lastFailure,
          startedAt,
          finishedAt);
    }
  }
}
