package io.blatam.inference.catalogue;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.blatam.inference.api.Inference;

/** Makes the one {@link Inference} of an actor system. */
public final class InferenceExtension extends ExtensionId<InferenceExtension.Instance> {

  private static final InferenceExtension ID = new InferenceExtension();

  /** Akka wants an extension to say that it is one; inference itself need not know. */
  public record Instance(Inference inference) implements Extension {}

  private InferenceExtension() {}

  public static Inference of(ActorSystem<?> system) {
    return ID.apply(system).inference();
  }

  @Override
  public Instance createExtension(ActorSystem<?> system) {
    return new Instance(ModelCatalogue.configured(system));
  }
}
