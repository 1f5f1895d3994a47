package io.blatam.inference.semantic;

import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.inference.fingerprint.Fingerprint;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Finds an earlier prompt whose answer may serve this one. Prompts are compared only within one
 * context: the same tenant, provider, model, parameters and messages before the last. Each context
 * has a list of its latest prompts in the cache itself, so every node sees it, and eviction treats
 * it like anything else. Two nodes that add to a list at the same moment may lose one of the two:
 * that costs a hit, never an answer. Thread-safe.
 */
public final class SimilarPrompts {

  static final String NAMESPACE = "similar-prompt";

  /** Long prompts are rarely put twice in nearly the same words, and cost time to embed. */
  private static final int LONGEST_PROMPT = 4_000;

  private static final int FINGERPRINT_BYTES = 32;
  private static final Duration COST = Duration.ofMillis(50);

  /** A prompt that was answered, and the fingerprint that its answer is cached under. */
  private record Entry(String fingerprint, PromptSketch sketch) {
    int bytes() {
      return FINGERPRINT_BYTES + sketch.bytes();
    }
  }

  /**
   * @param sketch empty where this request is not one to compare
   * @param fingerprint of the earlier request that may serve
   */
  public record Found(Optional<PromptSketch> sketch, Optional<String> fingerprint) {

    static final Found NOTHING = new Found(Optional.empty(), Optional.empty());
  }

  private final SemanticSettings settings;
  private final String provider;
  private final KvCache cache;
  private final Embedder embedder;
  private final Executor executor;

  /**
   * @param provider {@link io.blatam.inference.provider.Provider#identity}
   */
  public SimilarPrompts(
      SemanticSettings settings,
      String provider,
      KvCache cache,
      Embedder embedder,
      Executor executor) {
    this.settings = settings;
    this.provider = provider;
    this.cache = cache;
    this.embedder = embedder;
    this.executor = executor;
  }

  /** Never fails: without cache or embedder nothing is similar. */
  public CompletionStage<Found> find(GenerationRequest request) {
    Optional<String> prompt = prompt(request);
    if (prompt.isEmpty()) {
      return CompletableFuture.completedFuture(Found.NOTHING);
    }
    return embedder
        .embedAsync(List.of(prompt.get()), Role.QUERY)
        .thenCombineAsync(
            cache.get(listKey(request)),
            (vectors, list) -> {
              PromptSketch asked = PromptSketch.of(prompt.get(), vectors.get(0));
              return asked.words() > PromptSketch.MOST_WORDS
                  ? Found.NOTHING
                  : new Found(Optional.of(asked), nearest(asked, entries(list)));
            },
            executor)
        .exceptionally(failure -> Found.NOTHING);
  }

  private Optional<String> nearest(PromptSketch asked, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> settings.rule().mayServe(entry.sketch(), asked))
        .max(Comparator.comparingDouble(entry -> entry.sketch().cosine(asked)))
        .map(Entry::fingerprint);
  }

  /** The request has an answer now, under its own fingerprint. Not waited for. */
  public void remember(GenerationRequest request, String fingerprint, PromptSketch sketch) {
    CacheKey key = listKey(request);
    cache
        .get(key)
        .thenAcceptAsync(
            list -> {
              List<Entry> entries = new ArrayList<>();
              entries.add(new Entry(fingerprint, sketch));
              entries(list).stream()
                  .filter(entry -> !entry.fingerprint().equals(fingerprint))
                  .limit(settings.prompts() - 1L)
                  .forEach(entries::add);
              cache.put(key, bytes(entries), settings.ttl(), COST);
            },
            executor);
  }

  private static Optional<String> prompt(GenerationRequest request) {
    Message last = request.messages().get(request.messages().size() - 1);
    boolean comparable =
        request.composition().isEmpty()
            && last.role() == Message.Role.USER
            && !last.content().isBlank()
            && last.content().length() <= LONGEST_PROMPT;
    return comparable ? Optional.of(last.content()) : Optional.empty();
  }

  private CacheKey listKey(GenerationRequest request) {
    List<Message> messages = new ArrayList<>(request.messages());
    messages.set(messages.size() - 1, Message.user(""));
    GenerationRequest context =
        new GenerationRequest(
            request.tenant(),
            request.model(),
            messages,
            request.parameters(),
            request.templateVersion(),
            request.composition());
    return new CacheKey(request.tenant(), NAMESPACE, Fingerprint.of(provider, context));
  }

  /** As many of the first as fit into a value. */
  private byte[] bytes(List<Entry> entries) {
    ByteBuffer out = ByteBuffer.allocate(cache.maxValueBytes());
    for (Entry entry : entries) {
      if (entry.bytes() > out.remaining()) {
        break;
      }
      out.put(HexFormat.of().parseHex(entry.fingerprint()));
      entry.sketch().write(out);
    }
    out.flip();
    byte[] bytes = new byte[out.remaining()];
    out.get(bytes);
    return bytes;
  }

  private static List<Entry> entries(Optional<byte[]> list) {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(list.orElse(new byte[0]));
    while (in.hasRemaining()) {
      byte[] fingerprint = new byte[FINGERPRINT_BYTES];
      in.get(fingerprint);
      entries.add(new Entry(HexFormat.of().formatHex(fingerprint), PromptSketch.read(in)));
    }
    return entries;
  }
}
