package io.blatam.platform;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of something for each platform in this process, made when it is first asked for: what one
 * service has started, another finds. Thread-safe.
 */
public final class OnePerPlatform<T> {

  private final Function<Platform, T> make;
  private final Id<T> id = new Id<>();

  public OnePerPlatform(Function<Platform, T> make) {
    this.make = make;
  }

  public T of(Platform platform) {
    return id.apply(platform.system()).get(platform, make);
  }

  private static final class Id<T> extends ExtensionId<Holder<T>> {
    @Override
    public Holder<T> createExtension(ActorSystem<?> system) {
      return new Holder<>();
    }
  }

  /** Akka keeps one for each actor system, by its id's identity. */
  private static final class Holder<T> implements Extension {
    private Optional<T> one = Optional.empty();

    private synchronized T get(Platform platform, Function<Platform, T> make) {
      if (one.isEmpty()) {
        one = Optional.of(make.apply(platform));
      }
      return one.get();
    }
  }
}
