package io.blatam.kvcache.api;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tokens that nobody had to pay for on this node, since it came up. The cache sees bytes only;
 * whoever stores generations knows their tokens and writes down here what each hit spared.
 * Thread-safe.
 */
public final class TokenLedger implements Extension {

  /** More pairs of tenant and namespace than this are not told apart, but counted together. */
  private static final int MAX_ACCOUNTS = 1_024;

  private static final Id ID = new Id();
  private static final Account OTHERS = new Account("", "");

  private record Account(String tenant, String namespace) {}

  private record Tokens(LongAdder input, LongAdder output) {}

  /**
   * @param tenant blank, as is the namespace, for what was counted together
   * @param input tokens that a model would have read
   * @param output tokens that it would have written
   */
  public record Saved(String tenant, String namespace, long input, long output) {}

  private final Map<Account, Tokens> accounts = new ConcurrentHashMap<>();

  private TokenLedger() {}

  public static TokenLedger of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  public void saved(String tenant, String namespace, int input, int output) {
    Account account = new Account(tenant, namespace);
    boolean known = accounts.containsKey(account) || accounts.size() < MAX_ACCOUNTS;
    Tokens tokens =
        accounts.computeIfAbsent(
            known ? account : OTHERS, name -> new Tokens(new LongAdder(), new LongAdder()));
    tokens.input().add(input);
    tokens.output().add(output);
  }

  public List<Saved> saved() {
    return accounts.entrySet().stream()
        .map(
            each ->
                new Saved(
                    each.getKey().tenant(),
                    each.getKey().namespace(),
                    each.getValue().input().sum(),
                    each.getValue().output().sum()))
        .toList();
  }

  private static final class Id extends ExtensionId<TokenLedger> {
    @Override
    public TokenLedger createExtension(ActorSystem<?> system) {
      return new TokenLedger();
    }
  }
}
