package io.blatam.bul.queue;

import io.blatam.bul.store.Ask;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A job that a node's workers hold under a lease. Belongs to their actor. */
final class Task {

  /** Whole heartbeats without a word of the job after which it counts as out of reach. */
  private static final int PATIENCE = 1;

  private final WorkerCommand.Run run;
  private Optional<Ask> ask = Optional.empty();

  /** Under way, each with the attempt that it was asked for in. */
  private final Map<Step, Integer> steps = new HashMap<>();

  private int silent;

  Task(WorkerCommand.Run run) {
    this.run = run;
  }

  WorkerCommand.Run run() {
    return run;
  }

  Optional<Ask> ask() {
    return ask;
  }

  void found(Ask found) {
    ask = Optional.of(found);
  }

  Set<Step> underWay() {
    return Set.copyOf(steps.keySet());
  }

  /** False if it is under way in this attempt already. */
  boolean begin(Step step, int attempt) {
    silent = 0;
    return !Integer.valueOf(attempt).equals(steps.put(step, attempt));
  }

  void end(Step step, int attempt) {
    steps.remove(step, attempt);
  }

  /** Its entity is told of the lease again. */
  void beat() {
    silent++;
  }

  /** Nothing is done for it, and it does not say what could be. */
  boolean outOfReach() {
    return steps.isEmpty() && silent >= PATIENCE;
  }
}
