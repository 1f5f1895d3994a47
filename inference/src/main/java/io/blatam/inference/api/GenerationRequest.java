package io.blatam.inference.api;

import java.util.List;
import java.util.Optional;

/**
 * One question to a model.
 *
 * @param tenant on whose behalf; answers are never shared between tenants
 * @param model a name that {@link Inference#models()} lists, or {@link #DEFAULT_MODEL}
 * @param messages at least one
 * @param templateVersion the version of the prompt or template that the caller made the messages
 *     with; part of the fingerprint, so that a changed template is not answered from the cache.
 *     Empty text for plain chat.
 * @param composition what the embedded provider answers with; without one it answers from the
 *     context in the messages
 * @param priority from 1, first, to 5, last: who is asked sooner where not all can be asked at
 *     once. No part of the fingerprint: it does not change the answer
 */
public record GenerationRequest(
    String tenant,
    String model,
    List<Message> messages,
    Parameters parameters,
    String templateVersion,
    Optional<Composition> composition,
    int priority) {

  /** Whatever model this installation is configured with. */
  public static final String DEFAULT_MODEL = "default";

  public static final int FIRST_PRIORITY = 1;
  public static final int NORMAL_PRIORITY = 3;
  public static final int LAST_PRIORITY = 5;

  public GenerationRequest {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("tenant: must not be blank");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("model: must not be blank; use \"" + DEFAULT_MODEL + "\"");
    }
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("messages: must have at least one message");
    }
    if (priority < FIRST_PRIORITY || priority > LAST_PRIORITY) {
      throw new IllegalArgumentException(
          "priority: must be between %d, first, and %d, last, not %d"
              .formatted(FIRST_PRIORITY, LAST_PRIORITY, priority));
    }
  }

  /** Of normal priority. */
  public GenerationRequest(
      String tenant,
      String model,
      List<Message> messages,
      Parameters parameters,
      String templateVersion,
      Optional<Composition> composition) {
    this(tenant, model, messages, parameters, templateVersion, composition, NORMAL_PRIORITY);
  }

  /** A request to the default model with its default parameters. */
  public static GenerationRequest of(String tenant, List<Message> messages) {
    return new GenerationRequest(
        tenant, DEFAULT_MODEL, messages, Parameters.defaults(), "", Optional.empty());
  }

  public GenerationRequest withModel(String value) {
    return new GenerationRequest(
        tenant, value, messages, parameters, templateVersion, composition, priority);
  }

  public GenerationRequest withMessages(List<Message> value) {
    return new GenerationRequest(
        tenant, model, value, parameters, templateVersion, composition, priority);
  }

  public GenerationRequest withParameters(Parameters value) {
    return new GenerationRequest(
        tenant, model, messages, value, templateVersion, composition, priority);
  }

  public GenerationRequest withPriority(int value) {
    return new GenerationRequest(
        tenant, model, messages, parameters, templateVersion, composition, value);
  }

  /** Answers with {@code value} where no language model is configured. */
  public GenerationRequest withComposition(String templateVersion, Composition value) {
    return new GenerationRequest(
        tenant, model, messages, parameters, templateVersion, Optional.of(value), priority);
  }
}
