package io.blatam.agents.workflow;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every unfinished run that somebody waits for it: at start, since a killed process leaves
 * runs that no message reaches, and from time to time, since another node may have died. A run that
 * is at work already ignores it, so each node may have one of these.
 */
final class RunAwakener {

  private static final Logger LOG = LoggerFactory.getLogger(RunAwakener.class);

  sealed interface Message {}

  private record Look() implements Message {}

  private record Found(List<RunRequest> runs) implements Message {}

  private record NotNow(Throwable reason) implements Message {}

  private RunAwakener() {}

  static Behavior<Message> create(
      Duration interval,
      Supplier<CompletionStage<List<RunRequest>>> unfinished,
      Consumer<RunRequest> start) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  context.getSelf().tell(new Look());
                  return Behaviors.receive(Message.class)
                      .onMessage(
                          Look.class,
                          look -> {
                            context.pipeToSelf(
                                unfinished.get(),
                                (runs, failure) ->
                                    failure == null ? new Found(runs) : new NotNow(failure));
                            return Behaviors.same();
                          })
                      .onMessage(
                          Found.class,
                          found -> {
                            found.runs().forEach(start);
                            timers.startSingleTimer(new Look(), interval);
                            return Behaviors.same();
                          })
                      .onMessage(
                          NotNow.class,
                          failed -> {
                            LOG.warn(
                                "Unfinished workflow runs could not be looked for: {}",
                                failed.reason().getMessage());
                            timers.startSingleTimer(new Look(), interval);
                            return Behaviors.same();
                          })
                      .build();
                }));
  }
}
