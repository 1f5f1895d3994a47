package io.blatam.gateway.signing;

import io.blatam.platform.identity.Principal;
import java.time.Instant;
import java.util.Set;

/**
 * What a machine client signs requests with. The secret is not kept: it follows from the id.
 *
 * @param account whom the client acts for
 * @param scopes what the client may do; never more than the account may at the moment of the call
 */
public record SigningKey(
    String id, String account, String tenant, Set<String> scopes, Instant createdAt) {

  public SigningKey {
    scopes = Set.copyOf(scopes);
  }

  Principal principal() {
    return new Principal(account, tenant, scopes);
  }
}
