package io.blatam.inference.openai;

import java.util.List;
import java.util.random.RandomGenerator;

/** Chance in proportion to weight. */
final class Weighted {

  private Weighted() {}

  /**
   * @param upstreams at least one; those of weight 0 only where there is no other
   */
  static Upstream choose(List<Upstream> upstreams, RandomGenerator random) {
    long all = upstreams.stream().mapToLong(upstream -> upstream.settings().weight()).sum();
    if (all == 0) {
      return upstreams.get(random.nextInt(upstreams.size()));
    }
    long at = random.nextLong(all);
    for (Upstream upstream : upstreams) {
      at -= upstream.settings().weight();
      if (at < 0) {
        return upstream;
      }
    }
    throw new IllegalStateException("weights changed while one was chosen");
  }
}
