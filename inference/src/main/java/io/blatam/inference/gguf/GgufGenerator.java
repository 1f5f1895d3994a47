package io.blatam.inference.gguf;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.provider.Provider;
import io.blatam.inference.settings.GgufSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Streams answers of the model in a local file; see {@link ModelOwner}. */
public final class GgufGenerator implements Provider {

  private static final String NAME = "gguf";

  /** Besides the pieces, the beginning and the end. */
  private static final int FURTHER_CHUNKS = 8;

  private final GgufSettings settings;
  private final String identity;
  private final ActorRef<ModelOwner.Command> owner;

  /** Loads the model in the background. */
  public GgufGenerator(GgufSettings settings, ActorSystem<?> system) {
    this.settings = settings;
    this.identity = identity(settings);
    this.owner =
        system.systemActorOf(
            ModelOwner.create(settings, LlamaCpp::load),
            "gguf-model",
            DispatcherSelector.fromConfig("blatam.inference.gguf.dispatcher"));
  }

  private static String identity(GgufSettings settings) {
    try {
      return "%s %s %d %s %s"
          .formatted(
              NAME,
              settings.path().getFileName(),
              Files.size(settings.path()),
              Files.getLastModifiedTime(settings.path()),
              settings.format());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public List<String> models() {
    return List.of(settings.model());
  }

  @Override
  public Source<GenerationChunk, NotUsed> generate(GenerationRequest request) {
    return Source.<GenerationChunk>queue(settings.context() + FURTHER_CHUNKS)
        .watchTermination(
            (reader, done) -> {
              owner.tell(new ModelOwner.Ask(request, reader));
              done.whenCompleteAsync(
                  (end, failure) -> owner.tell(new ModelOwner.Gone(reader)), Runnable::run);
              return NotUsed.getInstance();
            })
        .completionTimeout(settings.totalTimeout())
        .mapError(
            TimeoutException.class,
            late ->
                new GenerationException(
                    Reason.TIMEOUT,
                    "the local model was not done within "
                        + settings.totalTimeout().toSeconds()
                        + " s (blatam.inference.gguf.total-timeout)"));
  }
}
