package io.blatam.gateway.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where signing keys, and the nonces that were used with them, are kept. */
public interface SigningKeyTable {

  /**
   * The key with the scopes that both it and its account have now; empty too when the account is
   * disabled.
   */
  CompletionStage<Optional<SigningKey>> find(String id);

  CompletionStage<SigningKey> insert(SigningKey key);

  /** An account's keys, the oldest first. */
  CompletionStage<List<SigningKey>> list(String account);

  /**
   * @return whether there was such a key of this account
   */
  CompletionStage<Boolean> delete(String account, String id);

  /**
   * Remembers that a key has used a nonce. Fails with {@link
   * io.blatam.platform.database.DuplicateKeyException} if it has before.
   *
   * @param until from when on it may be forgotten
   */
  CompletionStage<Void> use(String keyId, String nonce, Instant until);

  /**
   * @return how many nonces were forgotten
   */
  CompletionStage<Integer> forget(Instant now);
}
