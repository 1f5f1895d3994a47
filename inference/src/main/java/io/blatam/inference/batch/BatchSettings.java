package io.blatam.inference.batch;

import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * How requests are gathered.
 *
 * @param most in a batch
 * @param window how long the first of a batch waits for others at most
 * @param atOnce batches under way at once
 * @param waiting requests that are waiting or under way; a further one is refused
 * @param age after so long one is treated as if its priority were one higher
 */
public record BatchSettings(int most, Duration window, int atOnce, int waiting, Duration age) {

  public BatchSettings {
    StartupException.require(most >= 1, "batch.most", "at least 1", most);
    StartupException.require(!window.isNegative(), "batch.window", "0 or longer", window);
    StartupException.require(atOnce >= 1, "batch.at-once", "at least 1", atOnce);
    StartupException.require(waiting >= most, "batch.waiting", "at least " + most, waiting);
    StartupException.require(age.toNanos() >= 1, "batch.age", "longer than 0", age);
  }
}
