package io.blatam.gateway.account;

import io.blatam.platform.StageFailure;
import io.blatam.platform.database.DuplicateKeyException;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Logins and the administration of accounts. An administrator makes, sees and changes accounts of
 * the own tenant; those of the tenant {@value Principal#OPERATOR_TENANT} accounts of every tenant.
 * Thread-safe.
 */
public final class Accounts {

  private final AccountTable table;
  private final Passwords passwords;
  private final LoginThrottle byAccount;
  private final LoginThrottle byAddress;
  private final Clock clock;
  private final Revocations revocations;

  public Accounts(
      AccountTable table, Revocations revocations, AccountSettings settings, Clock clock) {
    this.table = table;
    this.revocations = revocations;
    this.clock = clock;
    this.passwords = new Passwords(settings.bcryptCost(), settings.concurrentHashes());
    this.byAccount = new LoginThrottle(settings.failuresPerAccount(), settings.failureWindow());
    this.byAddress = new LoginThrottle(settings.failuresPerAddress(), settings.failureWindow());
  }

  /**
   * Checks a password. Takes as long for a name that does not exist as for a wrong password.
   *
   * @param address where the attempt comes from
   * @return fails with {@link LoginRefused}
   */
  public CompletionStage<Account> login(String name, String password, String address) {
    String account = AccountRules.normalName(name);
    Instant now = clock.instant();
    Optional<Duration> addressWaits = byAddress.attempt(address, now);
    if (addressWaits.isPresent()) {
      return CompletableFuture.failedFuture(LoginRefused.tooOften(addressWaits.get()));
    }
    Optional<Duration> accountWaits = byAccount.attempt(account, now);
    if (accountWaits.isPresent()) {
      return CompletableFuture.failedFuture(LoginRefused.tooOften(accountWaits.get()));
    }
    return table
        .find(account)
        .thenCompose(found -> check(found, password))
        .whenComplete(
            (in, failure) -> {
              if (failure == null) {
                byAccount.forget(account);
                byAddress.giveBack(address);
              } else if (!(StageFailure.cause(failure) instanceof LoginRefused)) {
                // The database or the hashing threads were busy: nothing was guessed.
                byAccount.giveBack(account);
                byAddress.giveBack(address);
              }
            });
  }

  private CompletionStage<Account> check(Optional<Account> found, String password) {
    CompletionStage<Boolean> right =
        found.isPresent()
            ? passwords.matches(password, found.get().passwordHash())
            : passwords.matchesNobody(password);
    return right.thenApply(
        matches ->
            found
                .filter(account -> matches && !account.disabled())
                .orElseThrow(LoginRefused::wrong));
  }

  /** Makes an account; fails with a 409 problem if the name is taken. */
  public CompletionStage<Account> create(
      Principal admin, String name, String tenant, String password, Set<String> scopes) {
    requireOver(admin, tenant, "made");
    return insert(name, tenant, password, scopes)
        .exceptionally(
            failure -> {
              throw StageFailure.cause(failure) instanceof DuplicateKeyException
                  ? Problem.conflict("The user name '" + name + "' is taken; choose another.")
                      .asException()
                  : new CompletionException(StageFailure.cause(failure));
            });
  }

  CompletionStage<Account> insert(String name, String tenant, String password, Set<String> scopes) {
    Instant now = now();
    return passwords
        .hash(password)
        .thenCompose(
            hash -> table.insert(new Account(name, tenant, hash, scopes, false, now, now)));
  }

  CompletionStage<Boolean> areThereNone() {
    return table.isEmpty();
  }

  /** A tenant's accounts, by name. */
  public CompletionStage<List<Account>> list(
      Principal admin, String tenant, String after, int limit) {
    requireOver(admin, tenant, "listed");
    return table.list(tenant, after, limit);
  }

  private static void requireOver(Principal admin, String tenant, String what) {
    if (!over(admin, tenant)) {
      throw Problem.forbidden(
              "Accounts of another tenant are "
                  + what
                  + " by administrators of the tenant '"
                  + Principal.OPERATOR_TENANT
                  + "' only.")
          .asException();
    }
  }

  private static boolean over(Principal admin, String tenant) {
    return tenant.equals(admin.tenant()) || admin.isOperator();
  }

  public CompletionStage<Account> find(Principal admin, String name) {
    return table
        .find(AccountRules.normalName(name))
        .thenApply(
            found ->
                found
                    .filter(account -> over(admin, account.tenant()))
                    .orElseThrow(() -> unknown(admin, name)));
  }

  /** Changes what is given. An administrator can not lock the own account. */
  public CompletionStage<Account> change(Principal admin, String name, AccountChange change) {
    boolean own = admin.subject().equals(AccountRules.normalName(name));
    if (own && change.disabled().orElse(false)) {
      throw Problem.conflict("You can not disable your own account; ask another administrator.")
          .asException();
    }
    return find(admin, name)
        .thenCompose(account -> withNewPassword(account, change.password()))
        .thenCompose(
            account ->
                table.update(
                    account
                        .withScopes(change.scopes().orElse(account.scopes()))
                        .withDisabled(change.disabled().orElse(account.disabled()))))
        .thenCompose(account -> revocations.refresh().thenApply(done -> account));
  }

  private CompletionStage<Account> withNewPassword(Account account, Optional<String> password) {
    return password.isEmpty()
        ? CompletableFuture.completedFuture(account)
        : passwords.hash(password.get()).thenApply(hash -> account.withPassword(hash, now()));
  }

  /** Changes the caller's own password; the present one is checked as at a login. */
  public CompletionStage<Account> changeOwnPassword(
      Principal caller, String present, String next, String address) {
    return login(caller.subject(), present, address)
        .thenCompose(account -> withNewPassword(account, Optional.of(next)))
        .thenCompose(table::update);
  }

  /** What databases keep of an instant. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static RuntimeException unknown(Principal admin, String name) {
    return Problem.notFound(
            "There is no account '" + name + (admin.isOperator() ? "'." : "' in your tenant."))
        .asException();
  }
}
