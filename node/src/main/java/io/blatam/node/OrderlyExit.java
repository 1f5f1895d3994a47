package io.blatam.node;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Ends the actor system before the JVM begins to exit. The JVM runs its shutdown hooks side by
 * side, and one of them releases the native model runtime: started from such a hook, an orderly
 * shutdown would let actors use a runtime that is being taken away under them.
 */
final class OrderlyExit {

  private static final Logger LOG = LoggerFactory.getLogger(OrderlyExit.class);

  /** Above the sum of what the phases of a shutdown may usually take. */
  private static final long STOP_SECONDS = 40;

  private OrderlyExit() {}

  /** SIGTERM and SIGINT stop the system, then exit with 0. */
  static void onTermination(ActorSystem<?> system) {
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(new Signal(name), signal -> exitInOrder(system));
    }
  }

  private static void exitInOrder(ActorSystem<?> system) {
    Thread exit =
        new Thread(
            () -> {
              stop(system);
              System.exit(0);
            },
            "orderly-exit");
    exit.start();
  }

  /** Returns when the system has ended, or after {@value #STOP_SECONDS} s. */
  static void stop(ActorSystem<?> system) {
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
    try {
      system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actor system did not end in {} s", STOP_SECONDS, e);
    }
  }
}
