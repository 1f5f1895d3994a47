package io.blatam.platform.event;

import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;

/** A fact about something of a tenant's. Implementations are records and travel between nodes. */
public interface DomainEvent extends CborSerializable {
  String tenant();

  Instant at();
}
