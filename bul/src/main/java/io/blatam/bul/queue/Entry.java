package io.blatam.bul.queue;

import io.blatam.bul.store.QueueTable;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.Comparator;

/**
 * A job's place in its tenant's queue.
 *
 * @param key virtual deadline in milliseconds since 1970: the smaller, the sooner; see {@link
 *     Ageing}
 */
record Entry(
    String jobId, long key, int priority, String documentType, Lane lane, Instant acceptedAt)
    implements CborSerializable, Comparable<Entry> {

  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::key).thenComparing(Entry::jobId);

  static Entry of(QueueTable.Row row) {
    return new Entry(
        row.jobId(),
        row.key(),
        row.priority(),
        row.documentType(),
        new Lane(row.area(), row.provider()),
        row.acceptedAt());
  }

  /** By key; jobs of one key by id, so that the order is the table's too. */
  @Override
  public int compareTo(Entry other) {
    return ORDER.compare(this, other);
  }
}
