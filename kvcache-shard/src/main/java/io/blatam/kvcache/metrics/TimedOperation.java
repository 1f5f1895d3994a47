package io.blatam.kvcache.metrics;

import java.util.Locale;

/** What latencies are told apart by. */
public enum TimedOperation {
  /** A lookup, from the call to the value. */
  GET,
  /** A store or a removal. */
  PUT,
  /** Get-or-load, the load or the wait for somebody else's included. */
  LOAD,
  /** An edit in place: every command of the RESP door. */
  EDIT,
  /** Whatever was answered by another node; these count as well for what they are. */
  REMOTE;

  /** As it is written in figures and tags. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
