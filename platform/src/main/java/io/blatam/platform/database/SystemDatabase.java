package io.blatam.platform.database;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The database of an actor system, for what lives in the system without being started by a service,
 * such as sharded entities. Thread-safe.
 */
public final class SystemDatabase implements Extension {

  private static final Id ID = new Id();

  private final AtomicReference<Database> database = new AtomicReference<>();

  private SystemDatabase() {}

  /** Whoever opens the database of a system says so before anything uses it. */
  public static void provide(ActorSystem<?> system, Database database) {
    ID.apply(system).database.set(database);
  }

  /** Empty where the system was started without one. */
  public static Optional<Database> of(ActorSystem<?> system) {
    return Optional.ofNullable(ID.apply(system).database.get());
  }

  private static final class Id extends ExtensionId<SystemDatabase> {
    @Override
    public SystemDatabase createExtension(ActorSystem<?> system) {
      return new SystemDatabase();
    }
  }
}
