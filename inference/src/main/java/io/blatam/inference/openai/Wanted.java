package io.blatam.inference.openai;

import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Usage;
import java.util.Set;

/**
 * A request that looks for an endpoint.
 *
 * @param excluded those that have been asked in vain
 */
record Wanted(GenerationRequest request, Set<Upstream> excluded) {

  /** What a request may write that does not say. */
  private static final int USUAL_ANSWER = 1024;

  /** The most that it is expected to read and write. */
  Usage estimate() {
    int prompt = Usage.estimate(request, "").promptTokens();
    int tools = request.parameters().tools().map(t -> Usage.tokens(t.definitions())).orElse(0);
    return new Usage(prompt + tools, request.parameters().maxTokens().orElse(USUAL_ANSWER), true);
  }
}
