package io.blatam.platform;

/**
 * A failure that passes: something that the platform stands on is away or full. Nothing was done,
 * and the same call may succeed later, so nobody gives up for it what was accepted. At HTTP this is
 * a 503 with {@code Retry-After}.
 */
public interface Unavailable {

  /** For whoever asked: what can not be had now, and nothing of the machine. */
  String advice();

  /** When to try again. */
  int retryAfterSeconds();
}
