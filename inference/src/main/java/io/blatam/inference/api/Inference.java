package io.blatam.inference.api;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Source;
import io.blatam.inference.catalogue.InferenceExtension;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The models of this installation, behind the cache. Thread-safe; one per actor system. */
public interface Inference {

  /** The models of this actor system's configuration; started on the first call. */
  static Inference get(ActorSystem<?> system) {
    return InferenceExtension.of(system);
  }

  /**
   * The whole answer. Fails with a {@link GenerationException}, or with what the request's own
   * composition threw. The stage completes on the actor system's dispatcher: do not block in its
   * callbacks. Cancelling its future stops the model, unless others wait for the same answer.
   */
  CompletionStage<Generation> complete(GenerationRequest request);

  /** The answer as it is written, or at once where it is cached. Cancelling it stops the model. */
  Source<GenerationChunk, NotUsed> stream(GenerationRequest request);

  /**
   * The name under which the answer to a request is cached; to be kept beside the sources that the
   * request quotes, so that {@link #forget} can remove the answer with them. Empty for a model that
   * is not there.
   */
  Optional<String> fingerprint(GenerationRequest request);

  /**
   * Removes cached answers of a tenant by the names that {@link #fingerprint} gave. An answer that
   * is being written is given to those who wait for it and not kept.
   */
  CompletionStage<Void> forget(String tenant, Collection<String> fingerprints);

  Embedder embedder();

  /** The models that can be asked for, the default first. */
  List<Model> models();

  /** Whether no model is configured, so that a request is answered from its own template. */
  default boolean templatesAnswer() {
    return models().get(0).provider().equals("template");
  }
}
