package io.blatam.inference.gguf;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.stream.BoundedSourceQueue;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.batch.AgeingQueue;
import io.blatam.inference.settings.GgufSettings;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the loaded model: the only one that touches it, on a thread of its own. Writes one text
 * after the other, the most urgent first. Between two tokens it looks into its mailbox, so a text
 * that nobody reads any more stops at the next token.
 */
final class ModelOwner extends AbstractBehavior<ModelOwner.Command> {

  private static final Logger LOG = LoggerFactory.getLogger(ModelOwner.class);
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);

  sealed interface Command {}

  /** Writes an answer into {@code reader}, which has room for as many pieces as the context. */
  record Ask(GenerationRequest request, BoundedSourceQueue<GenerationChunk> reader)
      implements Command {}

  /** Nobody reads there any more. */
  record Gone(BoundedSourceQueue<GenerationChunk> reader) implements Command {}

  private enum Step implements Command {
    INSTANCE
  }

  private final GgufSettings settings;
  private final AgeingQueue<Ask> waiting;

  /** Empty when it did not load, for which there is a {@link #failure}. */
  private Optional<LocalModel> model = Optional.empty();

  private Optional<GenerationException> failure = Optional.empty();
  private Optional<LocalText> current = Optional.empty();

  private ModelOwner(
      ActorContext<Command> context,
      GgufSettings settings,
      Function<GgufSettings, LocalModel> loader) {
    super(context);
    this.settings = settings;
    this.waiting = new AgeingQueue<>(settings.age().toNanos());
    load(loader);
  }

  /**
   * @param loader fails with a {@link GenerationException}
   */
  static Behavior<Command> create(
      GgufSettings settings, Function<GgufSettings, LocalModel> loader) {
    return Behaviors.setup(context -> new ModelOwner(context, settings, loader));
  }

  private void load(Function<GgufSettings, LocalModel> loader) {
    long started = System.nanoTime();
    try {
      model = Optional.of(loader.apply(settings));
      LOG.info("{} loaded in {} ms", settings.path(), (System.nanoTime() - started) / 1_000_000);
    } catch (GenerationException refused) {
      LOG.error("{}", refused.getMessage());
      failure = Optional.of(refused);
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, this::onAsk)
        .onMessage(Gone.class, this::onGone)
        .onMessage(Step.class, step -> onStep())
        .onSignal(PostStop.class, stop -> onStop())
        .build();
  }

  private Behavior<Command> onAsk(Ask ask) {
    if (failure.isPresent()) {
      ask.reader().fail(failure.get());
    } else if (waiting.size() >= settings.waiting()) {
      ask.reader().fail(full());
    } else {
      waiting.add(ask, ask.request().priority(), System.nanoTime());
      beginNext();
    }
    return this;
  }

  private Behavior<Command> onGone(Gone gone) {
    if (current.filter(text -> text.reader() == gone.reader()).isPresent()) {
      current.get().cancel();
      current = Optional.empty();
      beginNext();
      return this;
    }
    for (Iterator<Ask> asks = waiting.iterator(); asks.hasNext(); ) {
      if (asks.next().reader() == gone.reader()) {
        asks.remove();
        break;
      }
    }
    return this;
  }

  private void beginNext() {
    while (current.isEmpty() && !waiting.isEmpty()) {
      Ask ask = waiting.poll().orElseThrow();
      try {
        current =
            Optional.of(
                LocalText.begin(model.orElseThrow(), settings, ask.request(), ask.reader()));
        getContext().getSelf().tell(Step.INSTANCE);
      } catch (RuntimeException refused) {
        ask.reader().fail(understood(refused));
      }
    }
  }

  private Behavior<Command> onStep() {
    current.ifPresent(this::step);
    return this;
  }

  private void step(LocalText text) {
    boolean goesOn;
    try {
      goesOn = text.writeNext();
    } catch (RuntimeException broken) {
      text.reader().fail(understood(broken));
      goesOn = false;
    }
    if (goesOn) {
      getContext().getSelf().tell(Step.INSTANCE);
    } else {
      current = Optional.empty();
      beginNext();
    }
  }

  private Behavior<Command> onStop() {
    current.ifPresent(LocalText::cancel);
    model.ifPresent(LocalModel::close);
    return this;
  }

  private static GenerationException understood(RuntimeException failure) {
    if (failure instanceof GenerationException known) {
      return known;
    }
    return failure instanceof IllegalArgumentException
        ? new GenerationException(Reason.REJECTED, failure.getMessage())
        : new GenerationException(
            Reason.UNAVAILABLE, "llama.cpp failed while it wrote: " + failure.getMessage());
  }

  private GenerationException full() {
    return new GenerationException(
        Reason.RATE_LIMITED,
        settings.waiting()
            + " requests wait for the local model already (blatam.inference.gguf.waiting)",
        Optional.of(RETRY_WHEN_FULL));
  }
}
