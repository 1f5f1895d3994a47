package io.blatam.inference.embed;

import io.blatam.inference.api.Embedder;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * An embedder behind the cache. A vector is a pure function of its text and says nothing about who
 * asked, so tenants share them. A cache that does not answer costs time, never the embedding.
 */
public final class CachedEmbedder implements Embedder {

  private static final String NAMESPACE = "embedding";

  private final Embedder embedder;
  private final String model;
  private final KvCache cache;
  private final Duration ttl;
  private final Executor executor;

  public CachedEmbedder(
      Embedder embedder, String model, KvCache cache, Duration ttl, Executor executor) {
    this.embedder = embedder;
    this.model = model;
    this.cache = cache;
    this.ttl = ttl;
    this.executor = executor;
  }

  @Override
  public List<float[]> embed(List<String> texts, Role role) {
    try {
      return embedAsync(texts, role).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<List<float[]>> embedAsync(List<String> texts, Role role) {
    if (texts.size() > maxBatch()) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "texts: at most " + maxBatch() + " at a time, not " + texts.size()));
    }
    List<CacheKey> keys = texts.stream().map(text -> key(text, role)).toList();
    return cache
        .getAll(keys)
        .exceptionally(failure -> Map.of())
        .thenComposeAsync(found -> complete(texts, keys, role, found), executor);
  }

  /** Of other tenants' equal texts as well: they are embedded once more when they are needed. */
  @Override
  public CompletionStage<Void> forget(List<String> texts, Role role) {
    return CompletableFuture.allOf(
        texts.stream()
            .map(text -> cache.remove(key(text, role)).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private CompletionStage<List<float[]>> complete(
      List<String> texts, List<CacheKey> keys, Role role, Map<CacheKey, byte[]> found) {
    Map<CacheKey, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!found.containsKey(keys.get(i))) {
        missing.put(keys.get(i), texts.get(i));
      }
    }
    if (missing.isEmpty()) {
      return CompletableFuture.completedFuture(
          keys.stream().map(key -> vector(found.get(key))).toList());
    }
    long started = System.nanoTime();
    return embedder
        .embedAsync(List.copyOf(missing.values()), role)
        .thenApplyAsync(
            vectors -> {
              Duration cost = Duration.ofNanos((System.nanoTime() - started) / vectors.size());
              return merged(keys, found, store(List.copyOf(missing.keySet()), vectors, cost));
            },
            executor);
  }

  /** Not waited for: who comes before it is stored embeds once more. */
  private Map<CacheKey, float[]> store(List<CacheKey> keys, List<float[]> vectors, Duration cost) {
    Map<CacheKey, float[]> fresh = new LinkedHashMap<>();
    for (int i = 0; i < vectors.size(); i++) {
      cache.put(keys.get(i), bytes(vectors.get(i)), ttl, cost);
      fresh.put(keys.get(i), vectors.get(i));
    }
    return fresh;
  }

  private static List<float[]> merged(
      List<CacheKey> keys, Map<CacheKey, byte[]> found, Map<CacheKey, float[]> fresh) {
    List<float[]> vectors = new ArrayList<>(keys.size());
    for (CacheKey key : keys) {
      vectors.add(fresh.containsKey(key) ? fresh.get(key) : vector(found.get(key)));
    }
    return vectors;
  }

  private CacheKey key(String text, Role role) {
    String prefixed = model + '\n' + role + '\n' + text;
    byte[] hash = DigestUtils.sha256(prefixed.getBytes(StandardCharsets.UTF_8));
    return new CacheKey(CacheKey.SHARED_TENANT, NAMESPACE, HexFormat.of().formatHex(hash));
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES);
    buffer.asFloatBuffer().put(vector);
    return buffer.array();
  }

  private static float[] vector(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }

  @Override
  public int dimension() {
    return embedder.dimension();
  }

  @Override
  public int maxBatch() {
    return embedder.maxBatch();
  }
}
