package io.blatam.bul.queue;

import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.List;

/**
 * What happened in a tenant's queue, as the journal keeps it. That a job waits for the first time
 * is not here: its row says so. Names of classes and components are stored: do not rename them.
 */
sealed interface QueueEvent extends CborSerializable {

  /** Jobs went to a worker. Persisted before the worker hears of them. */
  record Leased(List<Lease> leases) implements QueueEvent {}

  /** A leased job waits again: its attempt failed, or nothing was heard of its worker. */
  record Returned(Entry entry, Instant notBefore) implements QueueEvent {}

  /** Jobs that the queue has no more to do with: they ended, or wait for a person. */
  record Settled(List<String> jobIds) implements QueueEvent {}

  record Paused(Instant at, String by) implements QueueEvent {}

  record Resumed(Instant at, String by) implements QueueEvent {}
}
