package io.blatam.inference.openai;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.cluster.Cluster;
import akka.cluster.MemberStatus;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.provider.Provider;
import io.blatam.inference.settings.EndpointSettings;
import io.blatam.inference.settings.OpenAiSettings;
import io.blatam.inference.spend.Spending;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Streams answers from OpenAI-compatible endpoints: which one is chosen by weight among those that
 * have the model and room for a request; see {@link Dispatch} and {@link Asking}.
 */
public final class OpenAiGenerator implements Provider {

  private static final String NAME = "openai";

  private final OpenAiSettings settings;
  private final Asking.Surroundings around;

  public OpenAiGenerator(OpenAiSettings settings, Spending spending, ActorSystem<?> system) {
    this.settings = settings;
    List<Upstream> upstreams =
        settings.endpoints().stream().map(endpoint -> upstream(endpoint, system)).toList();
    ActorRef<Dispatch.Command> dispatch =
        system.systemActorOf(
            Dispatch.create(upstreams, settings, spending, nodes(system), new SplittableRandom()),
            "model-endpoints",
            Props.empty());
    this.around =
        new Asking.Surroundings(
            settings,
            upstreams,
            new RetryPolicy(settings.maxRetries(), settings.retryBase(), settings.retryCap()),
            spending,
            dispatch,
            system.executionContext());
  }

  private Upstream upstream(EndpointSettings endpoint, ActorSystem<?> system) {
    Circuit circuit =
        new Circuit(
            system, settings.breakerFailures(), settings.totalTimeout(), settings.breakerReset());
    Endpoint wire =
        new Endpoint(endpoint, settings.connectTimeout(), settings.maxResponseBytes(), system);
    Optional<PromptBatches> batches =
        endpoint
            .promptBatching()
            .map(
                batching ->
                    new PromptBatches(
                        endpoint,
                        batching,
                        settings,
                        wire,
                        SystemMaterializer.get(system).materializer()));
    return new Upstream(endpoint, wire, batches, circuit, System.nanoTime());
  }

  /** How many nodes ask the same endpoints: every member that is up. */
  private static IntSupplier nodes(ActorSystem<?> system) {
    if (!system.settings().config().getString("akka.actor.provider").equals("cluster")) {
      return () -> 1;
    }
    Cluster cluster = Cluster.get(system.classicSystem());
    return () -> {
      int up = 0;
      for (var member : cluster.state().getMembers()) {
        up += member.status().equals(MemberStatus.up()) ? 1 : 0;
      }
      return up;
    };
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Endpoints that share a model's name are one model: they stand in for each other. */
  @Override
  public String identity() {
    return settings.endpoints().stream()
        .map(endpoint -> endpoint.baseUrl() + renamed(endpoint))
        .sorted()
        .collect(Collectors.joining(" ", NAME + " ", ""));
  }

  private static String renamed(EndpointSettings endpoint) {
    return endpoint.models().entrySet().stream()
        .filter(model -> !model.getKey().equals(model.getValue()))
        .map(model -> " " + model.getKey() + "=" + model.getValue())
        .collect(Collectors.joining());
  }

  @Override
  public List<String> models() {
    return settings.models();
  }

  @Override
  public Source<GenerationChunk, NotUsed> generate(GenerationRequest request) {
    return Source.lazySource(() -> new Asking(around, request).begin())
        .completionTimeout(settings.totalTimeout())
        .mapError(
            TimeoutException.class,
            late ->
                TokenTimeouts.timeout("the whole answer", settings.totalTimeout(), "total-timeout"))
        .mapError(UpstreamFailure.class, UpstreamFailure::failure)
        .mapMaterializedValue(done -> NotUsed.getInstance());
  }
}
