package io.blatam.gateway.account;

import io.blatam.platform.database.DuplicateKeyException;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Makes the account {@value #NAME} when there is none at all. Its password is generated and shown
 * once; only its hash is kept.
 */
public final class FirstAdmin {

  public static final String NAME = "admin";

  private FirstAdmin() {}

  /**
   * @param chosen a password that the operator set; empty to have one generated and shown
   * @param banner where the generated password is shown
   */
  public static CompletionStage<Void> ensure(Accounts accounts, String chosen, PrintStream banner) {
    return accounts
        .areThereNone()
        .thenCompose(
            none ->
                none ? make(accounts, chosen, banner) : CompletableFuture.completedFuture(null));
  }

  private static CompletionStage<Void> make(Accounts accounts, String chosen, PrintStream banner) {
    String password = chosen.isEmpty() ? Passwords.generate() : chosen;
    return accounts
        .insert(NAME, Principal.OPERATOR_TENANT, password, Set.of(Scopes.ADMIN))
        .<Void>thenApply(
            made -> {
              if (chosen.isEmpty()) {
                banner.println(text(password));
              }
              return null;
            })
        .exceptionally(FirstAdmin::unlessAnotherNodeWasFaster);
  }

  private static Void unlessAnotherNodeWasFaster(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof DuplicateKeyException) {
      return null;
    }
    throw new CompletionException(cause);
  }

  private static String text(String password) {
    String line = "=".repeat(72);
    return """
        %1$s
          First start: an administrator was made.

            user name  %2$s
            password   %3$s

          It is shown this once. Change it with POST /api/v1/auth/password.
        %1$s"""
        .formatted(line, NAME, password);
  }
}
