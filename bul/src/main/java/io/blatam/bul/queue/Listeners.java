package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.bul.api.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who wait for a job's next step; each is answered at the next one, or with nothing after a
 * while, and asks again. Belongs to the job's actor.
 */
final class Listeners {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private record Waiting(long after, ActorRef<JobCommand.ProgressReply> replyTo) {}

  private final TimerScheduler<JobCommand> timers;
  private final List<Waiting> waiting = new ArrayList<>();

  Listeners(TimerScheduler<JobCommand> timers) {
    this.timers = timers;
  }

  void add(JobCommand.GetProgress get, List<Progress> history, boolean ended) {
    List<Progress> steps = since(history, get.after());
    if (!steps.isEmpty() || ended) {
      get.replyTo().tell(new JobCommand.ProgressReply(steps, ended));
      return;
    }
    waiting.add(new Waiting(get.after(), get.replyTo()));
    if (!timers.isTimerActive(JobCommand.AnswerWaiting.class)) {
      timers.startSingleTimer(
          JobCommand.AnswerWaiting.class, new JobCommand.AnswerWaiting(), PATIENCE);
    }
  }

  void answer(List<Progress> history, boolean ended) {
    for (Waiting who : waiting) {
      who.replyTo().tell(new JobCommand.ProgressReply(since(history, who.after()), ended));
    }
    waiting.clear();
  }

  private static List<Progress> since(List<Progress> history, long after) {
    return history.stream().filter(step -> step.id() > after).toList();
  }
}
