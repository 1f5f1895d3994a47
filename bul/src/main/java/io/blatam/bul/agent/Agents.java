package io.blatam.bul.agent;

import akka.actor.typed.DispatcherSelector;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BusinessAreas;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.profile.AgentMemory;
import io.blatam.bul.profile.Profiles;
import io.blatam.inference.api.Inference;
import io.blatam.platform.OnePerPlatform;
import io.blatam.platform.Platform;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents of this node, and the way of a brief to one of them. One per actor system;
 * thread-safe.
 */
public final class Agents {

  private static final OnePerPlatform<Agents> RUNNING = new OnePerPlatform<>(Agents::new);
  private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

  private final SmeAgents agents;
  private final CompletableFuture<BriefRouter> router;
  private final Executor executor;
  private final AgentMemory memory;
  private final Profiles profiles;

  private Agents(Platform platform) {
    this.agents =
        SmeAgents.of(
            platform.config().getString("blatam.bul.areas-folder"),
            types(platform.config().getString("blatam.bul.types-folder")));
    BusinessAreas.set(agents.all().stream().map(SmeAgent::area).toList());
    RoutingSettings settings = RoutingSettings.of(platform.config());
    this.memory = new AgentMemory(platform);
    this.profiles = new Profiles(platform);
    this.executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.bul.work-dispatcher"));
    this.router = learn(agents, Inference.get(platform.system()), settings, executor);
  }

  /**
   * The one of this actor system, made when first asked for.
   *
   * @throws io.blatam.platform.StartupException naming file and line when an area can not be read
   */
  public static Agents on(Platform platform) {
    return RUNNING.of(platform);
  }

  public SmeAgents experts() {
    return agents;
  }

  /**
   * Which area a brief belongs to and which document it asks for, given what was decided before.
   */
  public CompletionStage<Routing> route(String tenant, Brief brief) {
    return memory
        .of(tenant)
        .thenCombineAsync(
            router,
            (decisions, ready) ->
                ready.route(
                    brief,
                    AgentMemory.values(decisions, AgentMemory.TYPE),
                    AgentMemory.values(decisions, AgentMemory.AREA)),
            executor);
  }

  /** What the agents remember of each tenant. */
  public AgentMemory memory() {
    return memory;
  }

  /** What each tenant's company has told of itself. */
  public Profiles profiles() {
    return profiles;
  }

  /**
   * Embedding the examples takes seconds, so it is begun at start; without an embedder the words
   * decide.
   */
  private static CompletableFuture<BriefRouter> learn(
      SmeAgents agents, Inference inference, RoutingSettings settings, Executor executor) {
    return CompletableFuture.supplyAsync(
            () -> BriefRouter.with(agents, inference.embedder(), settings, Agents::written),
            executor)
        .exceptionally(
            failure -> {
              LOG.warn(
                  "briefs are routed by words alone, there is no embedder: {}",
                  failure.getMessage());
              return BriefRouter.byWords(agents, settings, Agents::written);
            });
  }

  private static boolean written(String type) {
    return DocumentTypes.find(type).isPresent();
  }

  /** The types that the operator's folder will bring; what is in it is read after the areas. */
  private static Set<String> types(String folder) {
    Set<String> types =
        DocumentTypes.all().stream().map(DocumentType::id).collect(Collectors.toSet());
    if (!folder.isBlank()) {
      try (Stream<Path> listed = Files.list(Path.of(folder))) {
        listed.map(path -> path.getFileName().toString()).forEach(types::add);
      } catch (IOException e) {
        throw new StartupException("blatam.bul.types-folder: can not read " + folder, e);
      }
    }
    return types;
  }
}
