package io.blatam.kvcache.writes;

/** Time that passes when it is told to, in milliseconds. */
final class VirtualClock {

  private long now = 1_000_000;

  long now() {
    return now;
  }

  void set(long time) {
    now = Math.max(now, time);
  }
}
