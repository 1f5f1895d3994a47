package io.blatam.bul.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The order of a queue. A waiting job's urgency grows with its age, equally fast for every
 * priority; so who is before whom never changes while they wait, and a job's place is one number: a
 * virtual deadline, when it was accepted plus what its priority can wait. A job is overtaken only
 * by those accepted less than that later, so none starves. An explicit deadline draws it forward,
 * by as much as writing usually takes.
 *
 * @param allowances what priorities 1 to 5 can wait, not falling
 * @param expectedRun what writing a document usually takes
 */
record Ageing(List<Duration> allowances, Duration expectedRun) {

  Ageing {
    allowances = List.copyOf(allowances);
    if (allowances.size() != 5) {
      throw new IllegalArgumentException(
          "blatam.bul.queue.ageing: name five durations, for priorities 1 to 5");
    }
    for (int i = 1; i < 5; i++) {
      if (allowances.get(i).compareTo(allowances.get(i - 1)) < 0) {
        throw new IllegalArgumentException(
            "blatam.bul.queue.ageing: a less urgent priority can not wait for less time");
      }
    }
  }

  /**
   * @param priority 1 to 5
   * @return milliseconds since 1970
   */
  long key(int priority, Instant acceptedAt, Optional<Instant> deadline) {
    long virtual = acceptedAt.plus(allowances.get(priority - 1)).toEpochMilli();
    return deadline
        .map(at -> Math.min(virtual, at.minus(expectedRun).toEpochMilli()))
        .orElse(virtual);
  }
}
