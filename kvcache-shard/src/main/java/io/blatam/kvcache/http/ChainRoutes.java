package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * {@code POST chains/NAMESPACE/prefix}: how much of a chain is cached. For engines that keep what
 * they have computed of a prompt block by block, and go on behind the last block that is there.
 */
final class ChainRoutes {

  private static final int MOST_BLOCKS = 4_096;
  private static final int BLOCKS_AT_A_TIME = 64;

  private final KvCache cache;
  private final Door door;
  private final OwnKeys keys;
  private final Executor executor;

  ChainRoutes(KvCache cache, Door door, OwnKeys keys, Executor executor) {
    this.cache = cache;
    this.door = door;
    this.keys = keys;
    this.executor = executor;
  }

  Route routes() {
    return path(
        segment("chains").slash(segment()).slash("prefix"),
        namespace ->
            post(
                () ->
                    door.open(
                        caller ->
                            Json.body(
                                PrefixRequest.class, body -> prefix(caller, namespace, body)))));
  }

  /**
   * @param keys of a chain's blocks, the first first
   */
  record PrefixRequest(List<String> keys) {}

  /**
   * @param cached how many blocks from the first on are there, without a gap; they stay readable
   *     for {@code blatam.kvcache.exists-lease.duration}
   */
  record Prefix(int cached, int asked) {}

  private Route prefix(Principal caller, String namespace, PrefixRequest asked) {
    keys.requireRead(caller, namespace);
    int blocks = asked.keys().size();
    KeyNames.require(asked.keys(), MOST_BLOCKS);
    List<CacheKey> chain =
        asked.keys().stream().map(name -> keys.key("keys", caller, namespace, name)).toList();
    return door.answer(
        unbroken(chain, 0), cached -> Json.response(200, new Prefix(cached, blocks)));
  }

  /** How many are there from the first on, given that those before {@code from} are. */
  private CompletionStage<Integer> unbroken(List<CacheKey> chain, int from) {
    int to = Math.min(chain.size(), from + BLOCKS_AT_A_TIME);
    List<CompletableFuture<Boolean>> asked =
        chain.subList(from, to).stream()
            .map(key -> cache.exists(key).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenComposeAsync(
            done -> {
              int at = 0;
              while (at < asked.size() && asked.get(at).join()) {
                at++;
              }
              return at == asked.size() && to < chain.size()
                  ? unbroken(chain, to)
                  : CompletableFuture.completedFuture(from + at);
            },
            executor);
  }
}
