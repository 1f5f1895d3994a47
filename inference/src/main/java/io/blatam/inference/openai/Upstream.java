package io.blatam.inference.openai;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.settings.EndpointSettings;
import java.util.Optional;

/**
 * One endpoint as requests are given out to it: its wire, its circuit, and what it may still be
 * asked. The wire is thread-safe; the counts belong to {@link Dispatch}.
 */
final class Upstream {

  private final EndpointSettings settings;
  private final Endpoint endpoint;
  private final Optional<PromptBatches> batches;
  private final Circuit circuit;
  private final RateLimit requests;
  private final RateLimit tokens;
  private int inFlight;

  /** Where requests go in lists, a list has as many places as it may have prompts. */
  private int placesTaken;

  Upstream(
      EndpointSettings settings,
      Endpoint endpoint,
      Optional<PromptBatches> batches,
      Circuit circuit,
      long nowNanos) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.batches = batches;
    this.circuit = circuit;
    this.requests = RateLimit.of(settings.requestsPerMinute(), nowNanos);
    this.tokens = RateLimit.of(settings.tokensPerMinute(), nowNanos);
  }

  EndpointSettings settings() {
    return settings;
  }

  String name() {
    return settings.name();
  }

  /** Alone, or together with others where the endpoint is asked so. */
  Source<StreamEvent, NotUsed> ask(GenerationRequest request) {
    String model = own(request.model()).orElseThrow();
    return batches
        .filter(together -> PromptBatches.fits(request))
        .map(together -> Source.lazySource(() -> together.ask(request, model)))
        .map(source -> source.mapMaterializedValue(done -> NotUsed.getInstance()))
        .orElseGet(() -> endpoint.ask(request, model));
  }

  Circuit circuit() {
    return circuit;
  }

  /** What this endpoint calls the model; empty when it does not have it. */
  Optional<String> own(String model) {
    return Optional.ofNullable(settings.models().get(model));
  }

  /** The limits are the installation's, and each node takes an equal part. */
  void shareAmong(int nodes, long nowNanos) {
    requests.setPerMinute((double) settings.requestsPerMinute() / nodes, nowNanos);
    tokens.setPerMinute((double) settings.tokensPerMinute() / nodes, nowNanos);
  }

  boolean full(GenerationRequest request) {
    return settings.concurrency() > 0
        && placesTaken + places(request) > settings.concurrency() * placesOfCall();
  }

  /** What cannot go in a list is a call of its own and takes the places of a whole one. */
  private int places(GenerationRequest request) {
    return PromptBatches.fits(request) ? 1 : placesOfCall();
  }

  private int placesOfCall() {
    return settings.promptBatching().map(EndpointSettings.PromptBatching::most).orElse(1);
  }

  /** How long until the rates let a request through; 0: now. */
  long waitNanos(int wantedTokens, long nowNanos) {
    return Math.max(requests.waitNanos(1, nowNanos), tokens.waitNanos(wantedTokens, nowNanos));
  }

  void begin(GenerationRequest request, int wantedTokens, long nowNanos) {
    inFlight++;
    placesTaken += places(request);
    requests.take(1, nowNanos);
    tokens.take(wantedTokens, nowNanos);
  }

  /**
   * @param tokensMore than were expected; negative: fewer
   */
  void end(GenerationRequest request, int tokensMore, long nowNanos) {
    inFlight--;
    placesTaken -= places(request);
    tokens.take(tokensMore, nowNanos);
  }

  int inFlight() {
    return inFlight;
  }
}
