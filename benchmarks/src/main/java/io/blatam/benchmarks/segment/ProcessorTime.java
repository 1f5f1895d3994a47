package io.blatam.benchmarks.segment;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How much of the time the measuring thread had a processor: on a busy machine it waits for one.
 */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class ProcessorTime {

  /** Of one iteration; JMH reports it as a share of the iteration's time. */
  public double seconds;

  private long before;

  @Setup(Level.Iteration)
  public void begin() {
    before = now();
  }

  @TearDown(Level.Iteration)
  public void end() {
    seconds = (now() - before) / 1e9;
  }

  /** Nanoseconds that this thread has had a processor. */
  public static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
