package io.blatam.kvcache.store;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.blatam.platform.StartupException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stores of this node, each made when it is first asked for. Thread-safe. */
public final class Stores implements Extension {

  /** The name of the store that is shipped. */
  public static final String TABLE = "table";

  private static final Id ID = new Id();

  private final ActorSystem<?> system;
  private final Map<String, BackingStore> stores = new HashMap<>();

  private Stores(ActorSystem<?> system) {
    this.system = system;
  }

  public static Stores of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /**
   * @param name {@value #TABLE}, or the name of a {@link BackingStoreFactory}
   * @throws StartupException when there is no such class or its store can not work
   */
  public synchronized BackingStore named(String name) {
    return stores.computeIfAbsent(name, this::create);
  }

  public synchronized Collection<BackingStore> all() {
    return List.copyOf(stores.values());
  }

  /**
   * Lets every store remove what is over. It does not wait for that, and what fails is tried again
   * when this is called again.
   *
   * @param now milliseconds since the epoch
   */
  public void removeExpired(long now) {
    for (BackingStore store : all()) {
      StoreAnswer.to(() -> store.removeExpired(now))
          .whenComplete(
              (removed, failure) -> {
                if (failure != null) {
                  system.log().debug("expired values stay for now", failure);
                }
              });
    }
  }

  private BackingStore create(String name) {
    String className = name.equals(TABLE) ? TableStoreFactory.class.getName() : name;
    try {
      return Class.forName(className)
          .asSubclass(BackingStoreFactory.class)
          .getConstructor()
          .newInstance()
          .create(system);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new StartupException(
          "blatam.kvcache store: must be table or the name of a class that implements "
              + BackingStoreFactory.class.getName()
              + " and has a public constructor without parameters, not "
              + name,
          e);
    }
  }

  private static final class Id extends ExtensionId<Stores> {
    @Override
    public Stores createExtension(ActorSystem<?> system) {
      return new Stores(system);
    }
  }
}
