package io.blatam.kvcache.engine.policy;

/** What all experts of one policy agree on: how many accesses there were, and the cache's size. */
final class Clock {

  /** Accesses so far; wraps around. */
  int now;

  /** About how many entries the cache has room for. */
  double slots = 1;
}
