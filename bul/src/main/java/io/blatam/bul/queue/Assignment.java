package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who works on a job in its present attempt, and what they were asked for. Known to one incarnation
 * of the job's actor; a worker says again and again that it has the job, so the next one learns it
 * too.
 */
final class Assignment {

  private final ActorRef<JobCommand> job;
  private Optional<ActorRef<WorkerCommand>> worker = Optional.empty();
  private final Set<Step> asked = new HashSet<>();

  /** What was asked for and not under way, the last time the worker said what is. */
  private final Set<Step> missing = new HashSet<>();

  Assignment(ActorRef<JobCommand> job) {
    this.job = job;
  }

  void nobodys() {
    worker = Optional.empty();
    asked.clear();
    missing.clear();
  }

  /** An attempt begins. */
  void to(ActorRef<WorkerCommand> by) {
    nobodys();
    worker = Optional.of(by);
  }

  /**
   * A worker is at it, perhaps for longer than is known here. What was asked for and is not under
   * way was lost on the way, or is on its way: the latter can not be so twice in a row.
   */
  void still(ActorRef<WorkerCommand> by, Set<Step> underWay) {
    if (!worker.equals(Optional.of(by))) {
      worker = Optional.of(by);
      asked.clear();
      asked.addAll(underWay);
    }
    Set<Step> notUnderWay = new HashSet<>(asked);
    notUnderWay.removeAll(underWay);
    missing.retainAll(notUnderWay);
    asked.removeAll(missing);
    missing.clear();
    missing.addAll(notUnderWay);
  }

  void done(Step step) {
    asked.remove(step);
  }

  /** Asks for what can be done now and was not asked for yet. */
  void ask(Job wanting, int sectionsAtOnce) {
    worker.ifPresent(
        by -> {
          for (Step step : wanting.wanted(sectionsAtOnce)) {
            if (asked.add(step)) {
              by.tell(
                  new WorkerCommand.Do(
                      wanting.ask().jobId(),
                      wanting.lease(),
                      wanting.attempt(),
                      step,
                      Material.of(wanting, step),
                      job));
            }
          }
        });
  }

  /** The attempt is over; its worker is free for others. */
  void release(Job over) {
    worker.ifPresent(by -> by.tell(new WorkerCommand.Release(over.ask().jobId(), over.lease())));
    nobodys();
  }
}
