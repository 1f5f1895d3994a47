package io.blatam.gateway.signing;

import static io.blatam.gateway.account.AccountRules.normalName;

import io.blatam.gateway.account.Account;
import io.blatam.gateway.account.Accounts;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes, lists and revokes signing keys: everybody their own, administrators those of every account
 * of their tenant. Thread-safe.
 */
public final class SigningKeys {

  private static final int ID_BYTES = 12;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SigningKeyTable table;
  private final Accounts accounts;
  private final int keysPerAccount;
  private final byte[] secretOfSecrets;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public SigningKeys(
      SigningKeyTable table,
      Accounts accounts,
      Identity identity,
      SigningSettings settings,
      Clock clock) {
    this.table = table;
    this.accounts = accounts;
    this.keysPerAccount = settings.keysPerAccount();
    this.secretOfSecrets = identity.macKey("request-signing");
    this.clock = clock;
  }

  /**
   * Makes a key.
   *
   * @param scopes none means all that the account has
   * @return fails with a problem: 404 no such account, 403 more than the account may, 409 too many
   */
  public CompletionStage<SigningKey> create(
      Principal caller, Optional<String> account, Set<String> scopes) {
    return owner(caller, account)
        .thenCompose(
            owner ->
                table
                    .list(owner.name())
                    .thenCompose(keys -> table.insert(fresh(owner, scopes, keys.size()))));
  }

  private SigningKey fresh(Account owner, Set<String> scopes, int present) {
    if (!scopes.stream().allMatch(owner.principal()::may)) {
      throw Problem.forbidden(
              "The account '"
                  + owner.name()
                  + "' has the scopes "
                  + String.join(" ", owner.scopes().stream().sorted().toList())
                  + "; a key can not have more.")
          .asException();
    }
    if (present >= keysPerAccount) {
      throw Problem.conflict(
              "The account has "
                  + present
                  + " keys, as many as blatam.gateway.signing.keys-per-account allows; revoke one.")
          .asException();
    }
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return new SigningKey(
        BASE64.encodeToString(id),
        owner.name(),
        owner.tenant(),
        scopes.isEmpty() ? owner.scopes() : scopes,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  public CompletionStage<List<SigningKey>> list(Principal caller, Optional<String> account) {
    return owner(caller, account).thenCompose(owner -> table.list(owner.name()));
  }

  /** Ends a key at once on this node, and everywhere with the next request that it signs. */
  public CompletionStage<Void> revoke(Principal caller, Optional<String> account, String id) {
    return owner(caller, account)
        .thenCompose(owner -> table.delete(owner.name(), id))
        .thenAccept(
            there -> {
              if (!there) {
                throw Problem.notFound("The account has no signing key '" + id + "'.")
                    .asException();
              }
            });
  }

  /** The secret of a key, whoever holds it: 43 characters. */
  public String secret(SigningKey key) {
    return BASE64.encodeToString(Signature.hmac(BASE64.encodeToString(secretOfSecrets), key.id()));
  }

  private CompletionStage<Account> owner(Principal caller, Optional<String> account) {
    String name = account.map(given -> normalName(given)).orElse(caller.subject());
    if (!name.equals(caller.subject()) && !caller.may(Scopes.ADMIN)) {
      return CompletableFuture.failedFuture(
          Problem.forbidden("Another account's keys need the scope 'admin'.").asException());
    }
    return accounts.find(caller, name);
  }
}
