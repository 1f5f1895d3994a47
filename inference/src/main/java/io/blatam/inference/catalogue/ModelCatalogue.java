package io.blatam.inference.catalogue;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Model;
import io.blatam.inference.cached.CachedGenerator;
import io.blatam.inference.embed.CachedEmbedder;
import io.blatam.inference.embed.E5Embedder;
import io.blatam.inference.embed.EmbeddingThreads;
import io.blatam.inference.gguf.GgufGenerator;
import io.blatam.inference.metrics.GenerationMetrics;
import io.blatam.inference.openai.OpenAiGenerator;
import io.blatam.inference.openai.RemoteEmbedder;
import io.blatam.inference.privacy.MaskedProvider;
import io.blatam.inference.provider.Provider;
import io.blatam.inference.semantic.SemanticSettings;
import io.blatam.inference.semantic.SimilarPrompts;
import io.blatam.inference.settings.BudgetSettings;
import io.blatam.inference.settings.GgufSettings;
import io.blatam.inference.settings.InferenceSettings;
import io.blatam.inference.settings.OpenAiSettings;
import io.blatam.inference.settings.RemoteEmbedding;
import io.blatam.inference.spend.SpendStore;
import io.blatam.inference.spend.SpendTable;
import io.blatam.inference.spend.Spending;
import io.blatam.inference.template.TemplateGenerator;
import io.blatam.kvcache.api.KvCache;
import io.blatam.platform.database.SystemDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Finds the model that a request names. The first provider's first model is the default. */
public final class ModelCatalogue implements Inference {

  /** Longer than any composition takes; a model has its own time-out. */
  private static final Duration TEMPLATE_PATIENCE = Duration.ofMinutes(2);

  /** The cache must not give up before the provider does. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** 256 vectors of 3,072 numbers as JSON. */
  private static final long MAX_EMBEDDING_BYTES = 24L * 1024 * 1024;

  private final Map<String, CachedGenerator> generators = new LinkedHashMap<>();
  private final List<Model> models = new ArrayList<>();
  private final GenerationMetrics metrics = new GenerationMetrics();
  private final Embedder embedder;
  private final Materializer materializer;

  private ModelCatalogue(Embedder embedder, Materializer materializer) {
    this.embedder = embedder;
    this.materializer = materializer;
  }

  static ModelCatalogue configured(ActorSystem<?> system) {
    InferenceSettings settings = InferenceSettings.from(system.settings().config());
    KvCache cache = KvCache.get(system);
    Materializer materializer = SystemMaterializer.get(system).materializer();
    Executor blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    Embedder embedder = embedder(system, settings.embedding(), cache);
    ModelCatalogue catalogue = new ModelCatalogue(embedder, materializer);
    for (OpenAiSettings openai : settings.openai().stream().toList()) {
      Provider outside = new OpenAiGenerator(openai, spending(system, openai.budget()), system);
      catalogue.add(
          settings.piiMasking() ? new MaskedProvider(outside) : outside,
          cache,
          settings,
          openai.totalTimeout().plus(GRACE));
    }
    for (GgufSettings gguf : settings.gguf().stream().toList()) {
      catalogue.add(
          new GgufGenerator(gguf, system), cache, settings, gguf.totalTimeout().plus(GRACE));
    }
    catalogue.add(new TemplateGenerator(embedder, blocking), cache, settings, TEMPLATE_PATIENCE);
    catalogue.models.add(
        settings
            .embedding()
            .remote()
            .map(remote -> new Model(remote.model(), "openai", Model.Kind.EMBEDDING))
            .orElseGet(() -> new Model(E5Embedder.MODEL, "onnx", Model.Kind.EMBEDDING)));
    return catalogue;
  }

  private static Spending spending(ActorSystem<?> system, BudgetSettings budget) {
    SpendStore store =
        SystemDatabase.of(system).<SpendStore>map(SpendTable::new).orElse(SpendStore.forgetful());
    return new Spending(store, budget, Clock.systemUTC(), system.executionContext());
  }

  private static Embedder embedder(
      ActorSystem<?> system, InferenceSettings.Embedding settings, KvCache cache) {
    return settings
        .remote()
        .map(remote -> remote(system, settings, remote, cache))
        .orElseGet(() -> inProcess(system, settings, cache));
  }

  private static Embedder remote(
      ActorSystem<?> system,
      InferenceSettings.Embedding settings,
      RemoteEmbedding remote,
      KvCache cache) {
    return new CachedEmbedder(
        new RemoteEmbedder(
            remote, settings.maxBatch(), CONNECT_TIMEOUT, MAX_EMBEDDING_BYTES, system),
        remote.endpoint().baseUrl() + " " + remote.model(),
        cache,
        settings.cacheTtl(),
        system.executionContext());
  }

  private static Embedder inProcess(
      ActorSystem<?> system, InferenceSettings.Embedding settings, KvCache cache) {
    E5Embedder model =
        new E5Embedder(
            settings.maxBatch(),
            EmbeddingThreads.start(system, settings.threads(), settings.maxWaiting()));
    if (settings.warmUp()) {
      model.warmUp();
    }
    return new CachedEmbedder(
        model, E5Embedder.MODEL, cache, settings.cacheTtl(), system.executionContext());
  }

  private void add(
      Provider provider, KvCache cache, InferenceSettings settings, Duration patience) {
    Optional<SimilarPrompts> similar =
        Optional.of(settings.semantic())
            .filter(SemanticSettings::enabled)
            .map(
                semantic ->
                    new SimilarPrompts(
                        semantic,
                        provider.identity(),
                        cache,
                        embedder,
                        materializer.executionContext()::execute));
    CachedGenerator cached =
        new CachedGenerator(provider, similar, cache, settings.cache(), patience, materializer);
    for (String model : provider.models()) {
      generators.putIfAbsent(model, cached);
      models.add(new Model(model, provider.name(), Model.Kind.GENERATION));
    }
  }

  @Override
  public CompletionStage<Generation> complete(GenerationRequest request) {
    GenerationRequest named = named(request);
    CachedGenerator generator = generators.get(named.model());
    return generator == null
        ? CompletableFuture.failedFuture(unknown(named.model()))
        : counted(named.model(), generator.complete(named));
  }

  @Override
  public Source<GenerationChunk, NotUsed> stream(GenerationRequest request) {
    GenerationRequest named = named(request);
    CachedGenerator generator = generators.get(named.model());
    return generator == null
        ? Source.failed(unknown(named.model()))
        : counted(named.model(), generator.generate(named));
  }

  @Override
  public Optional<String> fingerprint(GenerationRequest request) {
    GenerationRequest named = named(request);
    return Optional.ofNullable(generators.get(named.model()))
        .map(generator -> generator.fingerprint(named));
  }

  /** All providers keep their answers in one place, so any of them can remove them. */
  @Override
  public CompletionStage<Void> forget(String tenant, Collection<String> fingerprints) {
    return generators.values().iterator().next().forget(tenant, fingerprints);
  }

  private CompletableFuture<Generation> counted(
      String model, CompletableFuture<Generation> answer) {
    answer.whenComplete(
        (generation, failure) -> {
          if (failure == null) {
            metrics.completed(model, generation);
          } else {
            metrics.failed(model, failure);
          }
        });
    return answer;
  }

  private Source<GenerationChunk, NotUsed> counted(
      String model, Source<GenerationChunk, NotUsed> chunks) {
    return chunks
        .map(
            chunk -> {
              if (chunk instanceof GenerationChunk.Completed completed) {
                metrics.completed(model, completed.generation());
              }
              return chunk;
            })
        .mapError(
            Throwable.class,
            failure -> {
              metrics.failed(model, failure);
              return failure;
            });
  }

  private GenerationRequest named(GenerationRequest request) {
    return request.model().equals(GenerationRequest.DEFAULT_MODEL)
        ? request.withModel(models.get(0).name())
        : request;
  }

  @Override
  public Embedder embedder() {
    return embedder;
  }

  @Override
  public List<Model> models() {
    return List.copyOf(models);
  }

  private GenerationException unknown(String name) {
    return new GenerationException(
        Reason.UNKNOWN_MODEL,
        "model: there is no '" + name + "' here; ask for one of " + generators.keySet());
  }
}
