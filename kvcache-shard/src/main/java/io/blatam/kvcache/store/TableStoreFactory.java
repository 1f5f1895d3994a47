package io.blatam.kvcache.store;

import akka.actor.typed.ActorSystem;
import io.blatam.platform.StartupException;
import io.blatam.platform.database.SystemDatabase;

/** A table of the platform's own database: {@code store = table}. */
public final class TableStoreFactory implements BackingStoreFactory {

  @Override
  public BackingStore create(ActorSystem<?> system) {
    return new TableStore(
        SystemDatabase.of(system)
            .orElseThrow(
                () ->
                    new StartupException(
                        "blatam.kvcache.store: table needs the platform's database, which this"
                            + " actor system was started without")));
  }
}
