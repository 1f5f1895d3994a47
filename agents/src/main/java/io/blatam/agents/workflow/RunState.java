package io.blatam.agents.workflow;

import io.blatam.agents.workflow.RunEvent.Accepted;
import io.blatam.agents.workflow.RunEvent.BriefStepFinished;
import io.blatam.agents.workflow.RunEvent.CheckStepFinished;
import io.blatam.agents.workflow.RunEvent.DocumentStepFinished;
import io.blatam.agents.workflow.RunEvent.ExportStepFinished;
import io.blatam.agents.workflow.RunEvent.StepBegan;
import io.blatam.agents.workflow.RunEvent.StepFailed;
import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.agents.workflow.StepResult.FilesExported;
import io.blatam.agents.workflow.StepResult.TextChecked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run, folded from its events. Never serialized: a run has some twenty events, so it needs no
 * snapshots.
 */
sealed interface RunState {

  /** Nobody asked for this run. */
  record NotAccepted() implements RunState {}

  /**
   * A step is under way or about to be.
   *
   * @param failures of this step so far; interruptions by a crash do not count
   */
  record Active(Facts facts, Step step, RunStatus status, int failures) implements RunState {

    private RunState afterActive(RunEvent event) {
      Facts now = facts.with(event);
      if (event instanceof StepBegan) {
        return new Active(now, step, RunStatus.RUNNING, failures);
      }
      if (event instanceof StepFailed failed) {
        return failed.nextAttemptAt().isPresent()
            ? new Active(now, step, RunStatus.WAITING_TO_RETRY, failures + 1)
            : new Ended(now, step, RunStatus.FAILED);
      }
      if (event instanceof RunEvent.Cancelled) {
        return new Ended(now, step, RunStatus.CANCELLED);
      }
      return step.next()
          .<RunState>map(next -> new Active(now, next, RunStatus.RUNNING, 0))
          .orElseGet(() -> new Ended(now, step, RunStatus.DONE));
    }
  }

  /** Nothing more will happen. */
  record Ended(Facts facts, Step step, RunStatus status) implements RunState {}

  /** What is known of a run whatever its state. */
  record Facts(
      RunRequest request,
      List<StepHistory> history,
      Optional<BriefRead> brief,
      Optional<DocumentWritten> document,
      Optional<TextChecked> check,
      Optional<FilesExported> export,
      Optional<String> error,
      Instant updatedAt) {

    static Facts of(RunRequest request, Instant at) {
      return new Facts(
          request,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          at);
    }

    Facts with(RunEvent event) {
      Optional<String> problem =
          event instanceof StepFailed failed ? Optional.of(failed.error()) : error;
      boolean succeeded =
          event instanceof BriefStepFinished
              || event instanceof DocumentStepFinished
              || event instanceof CheckStepFinished
              || event instanceof ExportStepFinished;
      return new Facts(
          request,
          history(event),
          event instanceof BriefStepFinished done ? Optional.of(done.result()) : brief,
          event instanceof DocumentStepFinished done ? Optional.of(done.result()) : document,
          event instanceof CheckStepFinished done ? Optional.of(done.result()) : check,
          event instanceof ExportStepFinished done ? Optional.of(done.result()) : export,
          succeeded ? Optional.empty() : problem,
          event.at());
    }

    private List<StepHistory> history(RunEvent event) {
      if (event instanceof Accepted || event instanceof RunEvent.Cancelled) {
        return history;
      }
      List<StepHistory> next = new ArrayList<>(history);
      int last = next.size() - 1;
      if (event instanceof StepBegan began) {
        if (last >= 0 && next.get(last).step() == began.step()) {
          next.set(last, next.get(last).begunAgain());
        } else {
          next.add(StepHistory.begun(began.step(), began.at()));
        }
      } else if (event instanceof StepFailed failed) {
        next.set(last, next.get(last).failed(failed.error(), failed.nextAttemptAt(), failed.at()));
      } else {
        next.set(last, next.get(last).finished(event.at()));
      }
      return List.copyOf(next);
    }
  }

  /** The state after an event; an event that the state does not expect is a bug, and says so. */
  default RunState after(RunEvent event) {
    if (this instanceof NotAccepted && event instanceof Accepted accepted) {
      return new Active(
          Facts.of(accepted.request(), accepted.at()), Step.first(), RunStatus.ACCEPTED, 0);
    }
    if (this instanceof Active active) {
      return active.afterActive(event);
    }
    throw new IllegalStateException("A run that is " + this + " had " + event);
  }

  /** How its owner sees it; empty if nobody asked for it. */
  default Optional<RunView> view() {
    if (this instanceof Active active) {
      return Optional.of(view(active.facts(), active.step(), active.status()));
    }
    if (this instanceof Ended ended) {
      return Optional.of(view(ended.facts(), ended.step(), ended.status()));
    }
    return Optional.empty();
  }

  private static RunView view(Facts facts, Step step, RunStatus status) {
    return new RunView(
        facts.request().id(),
        WORKFLOW,
        status,
        step,
        facts.history(),
        facts.brief(),
        facts.document(),
        facts.check(),
        facts.export(),
        facts.error(),
        facts.request().acceptedAt(),
        facts.updatedAt());
  }

  /** The one workflow there is. */
  String WORKFLOW = "document";
}
