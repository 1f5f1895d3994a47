package io.blatam.kvcache.handover;

import io.blatam.kvcache.engine.CacheEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/** Cuts a segment's contents into messages, in their order. Not thread-safe. */
final class Shipment {

  private final int maxMessageBytes;
  private final Queue<CacheEntry> entries;
  private int sentOfFirst;
  private long bytes;

  /**
   * @param hottestFirst what to send
   * @param maxBytes what does not fit into so many bytes is left out: the coldest
   */
  Shipment(Collection<CacheEntry> hottestFirst, long maxBytes, int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
    this.entries = new ArrayDeque<>(hottestFirst.size());
    for (CacheEntry entry : hottestFirst) {
      if (bytes + entry.weight() > maxBytes) {
        break;
      }
      bytes += entry.weight();
      entries.add(entry);
    }
  }

  /** The next message's worth; empty when everything has been given. */
  List<Parcel> next() {
    List<Parcel> parcels = new ArrayList<>();
    int room = maxMessageBytes;
    while (!entries.isEmpty()) {
      CacheEntry entry = entries.peek();
      int left = entry.encoded().length - sentOfFirst;
      int capacity = room - Parcel.overhead(entry);
      // An entry is only cut where it would not fit into an empty message either.
      if (left > capacity && !parcels.isEmpty()) {
        break;
      }
      int taken = left <= capacity ? left : Math.max(1, Math.min(left, capacity));
      parcels.add(parcel(entry, taken));
      room -= Parcel.overhead(entry) + taken;
      if (taken < left) {
        sentOfFirst += taken;
        break;
      }
      sentOfFirst = 0;
      bytes -= entry.weight();
      entries.remove();
    }
    return parcels;
  }

  private Parcel parcel(CacheEntry entry, int taken) {
    byte[] encoded = entry.encoded();
    int end = Math.min(encoded.length, sentOfFirst + taken);
    byte[] part =
        sentOfFirst == 0 && end == encoded.length
            ? encoded
            : Arrays.copyOfRange(encoded, sentOfFirst, end);
    return new Parcel(
        entry.key(),
        entry.absent(),
        entry.cost(),
        entry.lifetime(),
        entry.pinned(),
        entry.parent(),
        encoded.length,
        part);
  }

  boolean empty() {
    return entries.isEmpty();
  }

  /** What is left, as the segment weighed it. */
  long bytes() {
    return bytes;
  }
}
