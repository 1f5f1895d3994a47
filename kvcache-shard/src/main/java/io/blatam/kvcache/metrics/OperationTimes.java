package io.blatam.kvcache.metrics;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kamon.Kamon;
import kamon.metric.Timer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long operations took on this node in the last minute or so, in histograms that can be added
 * up over nodes: percentiles can not. Thread-safe.
 */
public final class OperationTimes implements Extension {

  /** Two digits: a percentile is told within 1%. */
  private static final int DIGITS = 2;

  private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);

  /** How many intervals are kept beside the present one. */
  private static final int INTERVALS = 12;

  private static final Id ID = new Id();

  private static final class Times {
    final Recorder recorder = new Recorder(1, MAX_MICROS, DIGITS);
    final ArrayDeque<Histogram> kept = new ArrayDeque<>();
    final Timer timer;

    Times(TimedOperation operation) {
      timer = Kamon.timer("blatam.kvcache.operation").withTag("operation", operation.label());
    }
  }

  private final Map<TimedOperation, Times> times = new EnumMap<>(TimedOperation.class);

  private OperationTimes() {
    for (TimedOperation each : TimedOperation.values()) {
      times.put(each, new Times(each));
    }
  }

  public static OperationTimes of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  public void took(TimedOperation operation, long nanos) {
    Times of = times.get(operation);
    of.recorder.recordValue(
        Math.min(MAX_MICROS, Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos))));
    of.timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** An interval is over; what is older than the last twelve is forgotten. */
  public void turn() {
    for (Times each : times.values()) {
      synchronized (each) {
        each.kept.addLast(each.recorder.getIntervalHistogram());
        if (each.kept.size() > INTERVALS) {
          each.kept.removeFirst();
        }
      }
    }
  }

  /** In microseconds; the reader's own copy. */
  public Histogram recent(TimedOperation operation) {
    Times of = times.get(operation);
    Histogram sum = empty();
    synchronized (of) {
      // What was recorded since the last turn is not left out: it becomes part of an interval.
      Histogram now = of.recorder.getIntervalHistogram();
      if (of.kept.isEmpty()) {
        of.kept.addLast(now);
      } else {
        of.kept.getLast().add(now);
      }
      of.kept.forEach(sum::add);
    }
    return sum;
  }

  public static Histogram empty() {
    return new Histogram(1, MAX_MICROS, DIGITS);
  }

  private static final class Id extends ExtensionId<OperationTimes> {
    @Override
    public OperationTimes createExtension(ActorSystem<?> system) {
      return new OperationTimes();
    }
  }
}
