package io.blatam.gateway.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where accounts are kept. */
public interface AccountTable {

  CompletionStage<Optional<Account>> find(String name);

  /** Fails with {@link io.blatam.platform.database.DuplicateKeyException} if the name is taken. */
  CompletionStage<Account> insert(Account account);

  /** Replaces what is stored under the account's name; with it, whether its tokens are revoked. */
  CompletionStage<Account> update(Account account);

  /**
   * A tenant's accounts by name.
   *
   * @param after the name that the page before ended with; empty for the first page
   */
  CompletionStage<List<Account>> list(String tenant, String after, int limit);

  CompletionStage<Boolean> isEmpty();
}
