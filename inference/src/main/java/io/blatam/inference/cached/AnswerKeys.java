package io.blatam.inference.cached;

import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.inference.fingerprint.Fingerprint;
import io.blatam.inference.settings.InferenceSettings;
import io.blatam.kvcache.api.CacheKey;
import java.util.List;
import java.util.Optional;

/**
 * Under which keys answers are cached: their requests' fingerprints. Where conversations are kept
 * as chains, all turns of one live in one segment: behind the tag of the request that was its first
 * turn, which lies there under its fingerprint alone. A turn before another is the same request
 * without what came from an assistant's message on. Thread-safe.
 */
final class AnswerKeys {

  private static final String NAMESPACE = InferenceSettings.GENERATIONS;

  private final String provider;
  private final boolean conversations;

  /**
   * @param provider {@link io.blatam.inference.provider.Provider#identity}
   * @param conversations whether the turns of one live together
   */
  AnswerKeys(String provider, boolean conversations) {
    this.provider = provider;
    this.conversations = conversations;
  }

  CacheKey of(GenerationRequest request) {
    String name = fingerprint(request);
    Optional<GenerationRequest> first = conversations ? first(request) : Optional.empty();
    return key(request, first.map(turn -> "{" + fingerprint(turn) + "}" + name).orElse(name));
  }

  /** The answer to the turn before this one, if there was one. */
  Optional<CacheKey> before(GenerationRequest request) {
    return conversations ? last(request).map(this::of) : Optional.empty();
  }

  /** 64 hexadecimal digits, whatever else is in the key. */
  String fingerprint(GenerationRequest request) {
    return Fingerprint.of(provider, request);
  }

  /** The answer to another request that differs from this one in its last message only. */
  CacheKey beside(GenerationRequest request, String fingerprint) {
    CacheKey own = of(request);
    int tag = own.key().indexOf('}') + 1;
    return new CacheKey(own.tenant(), own.namespace(), own.key().substring(0, tag) + fingerprint);
  }

  private static CacheKey key(GenerationRequest request, String name) {
    return new CacheKey(request.tenant(), NAMESPACE, name);
  }

  private static Optional<GenerationRequest> first(GenerationRequest request) {
    List<Message> messages = request.messages();
    for (int i = 1; i < messages.size(); i++) {
      if (messages.get(i).role() == Message.Role.ASSISTANT) {
        return Optional.of(request.withMessages(messages.subList(0, i)));
      }
    }
    return Optional.empty();
  }

  private static Optional<GenerationRequest> last(GenerationRequest request) {
    List<Message> messages = request.messages();
    for (int i = messages.size() - 1; i > 0; i--) {
      if (messages.get(i).role() == Message.Role.ASSISTANT) {
        return Optional.of(request.withMessages(messages.subList(0, i)));
      }
    }
    return Optional.empty();
  }
}
