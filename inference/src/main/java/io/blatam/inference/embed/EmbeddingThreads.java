package io.blatam.inference.embed;

import akka.Done;
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

  private static final long END_SECONDS = 8;

  private EmbeddingThreads() {}

  /**
   * Daemons, ended with the actor system. Its end waits for the text that is being embedded: the
   * runtime is released when the JVM exits, and native code that still runs then takes the process
   * down with a crash instead of an exit code.
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
              Thread thread = new Thread(task, "embedding-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "end-embedding-threads",
            () -> CompletableFuture.supplyAsync(() -> end(threads), EmbeddingThreads::onOwnThread));
    return threads;
  }

  /** Those that wait are dropped; the one at work is let finish. */
  private static Done end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Done.getInstance();
  }

  private static void onOwnThread(Runnable task) {
    new Thread(task, "embedding-end").start();
  }
}
