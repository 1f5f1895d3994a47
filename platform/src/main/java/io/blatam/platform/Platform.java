package io.blatam.platform;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.audit.AuditLog;
import io.blatam.platform.database.Database;
import io.blatam.platform.event.DomainEvents;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Revocations;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a service is given to stand on. Immutable and safe to share between threads. */
public record Platform(
    ActorSystem<Void> system,
    Config config,
    Database database,
    ArtifactStore artifacts,
    Identity identity,
    Revocations revocations,
    DomainEvents events,
    AuditLog audit,
    Clock clock) {

  /** Now, to the millisecond: what is written to a database is read back as it was. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
