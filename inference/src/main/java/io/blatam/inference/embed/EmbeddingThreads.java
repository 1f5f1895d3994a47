package io.blatam.inference.embed;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that embed: native code that runs for tens of milliseconds belongs on no dispatcher.
 */
public final class EmbeddingThreads {

  /**
   * ONNX Runtime 1.29 matches a regular expression against the process's whole command line when it
   * starts, one stack frame a character: a class path of 15,000 characters overflows the usual 1
   * MiB and takes the process down without a word.
   */
  private static final long STACK_BYTES = 16L << 20;

  private EmbeddingThreads() {}

  /**
   * Daemons, ended with the actor system.
   *
   * @param maxWaiting how many tasks may wait; a further one is rejected
   */
  public static ExecutorService start(ActorSystem<?> system, int count, int maxWaiting) {
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(maxWaiting),
            task -> {
              Thread thread =
                  new Thread(null, task, "embedding-" + number.incrementAndGet(), STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "end-embedding-threads",
            () -> {
              threads.shutdown();
              return CompletableFuture.completedFuture(akka.Done.getInstance());
            });
    return threads;
  }
}
