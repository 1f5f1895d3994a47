package io.blatam.benchmarks.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What callers get that each ask again as soon as they are answered.
 *
 * @param perSecond answers
 * @param p50Millis and p99Millis: how long a caller waited for one
 */
record Load(double perSecond, double p50Millis, double p99Millis) {

  /** One call that waits for its answer; numbers never repeat. */
  @FunctionalInterface
  interface Call {
    void run(int number) throws Exception;
  }

  static Load measure(int callers, int callsEach, Call call)
      throws InterruptedException, ExecutionException {
    long[] nanos = new long[callers * callsEach];
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    long started = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      int first = caller * callsEach;
      running.add(
          threads.submit(
              () -> {
                for (int i = first; i < first + callsEach; i++) {
                  long asked = System.nanoTime();
                  call.run(i);
                  nanos[i] = System.nanoTime() - asked;
                }
                return null;
              }));
    }
    for (Future<?> caller : running) {
      caller.get();
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    threads.shutdown();
    Arrays.sort(nanos);
    return new Load(
        nanos.length / seconds,
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6);
  }
}
