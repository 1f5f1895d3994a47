package io.blatam.agents.workflow;

import io.blatam.platform.identity.Principal;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A run as it was accepted.
 *
 * @param id a UUID
 * @param brief the brief's JSON, as BUL takes it
 * @param formats names of the file formats wanted, at least one
 */
public record RunRequest(
    String id,
    String tenant,
    String subject,
    Set<String> scopes,
    String brief,
    List<String> formats,
    Instant acceptedAt)
    implements CborSerializable {

  /** On whose behalf the steps are taken. */
  public Principal principal() {
    return new Principal(subject, tenant, scopes);
  }
}
