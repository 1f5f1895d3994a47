package io.blatam.platform.audit;

import io.blatam.platform.identity.Principal;
import java.time.Instant;

/**
 * One act of a principal.
 *
 * @param action what was done, as {@code noun.verb}: {@code document.requested}
 * @param target what it was done to, usually an id; empty if nothing
 * @param requestId the request's id, for finding the logs of the same call; empty outside a request
 */
public record AuditEntry(
    Instant at,
    String tenant,
    String subject,
    String action,
    String target,
    Outcome outcome,
    String requestId) {

  /** How it ended. */
  public enum Outcome {
    ALLOWED,
    DENIED,
    FAILED
  }

  /** Something that {@code who} was allowed to do, and did. */
  public static AuditEntry allowed(
      Instant at, Principal who, String action, String target, String requestId) {
    return new AuditEntry(
        at, who.tenant(), who.subject(), action, target, Outcome.ALLOWED, requestId);
  }
}
