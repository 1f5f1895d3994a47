package io.blatam.gateway.account;

import java.time.Duration;
import java.util.Optional;

/** A login that did not succeed. It does not say whether the account exists. */
public final class LoginRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient Optional<Duration> wait;

  private LoginRefused(String message, Optional<Duration> wait) {
    super(message, null, false, false);
    this.wait = wait;
  }

  static LoginRefused wrong() {
    return new LoginRefused("The user name or the password is wrong.", Optional.empty());
  }

  static LoginRefused tooOften(Duration wait) {
    return new LoginRefused(
        "Too many wrong passwords; wait before the next attempt.", Optional.of(wait));
  }

  /** How long no attempt is accepted; empty if the attempt was simply wrong. */
  public Optional<Duration> waitFor() {
    return wait;
  }
}
