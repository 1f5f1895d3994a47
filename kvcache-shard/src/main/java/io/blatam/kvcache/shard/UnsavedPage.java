package io.blatam.kvcache.shard;

import io.blatam.kvcache.store.StoreWrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts a page out of what a segment has not saved yet. */
final class UnsavedPage {

  private UnsavedPage() {}

  /**
   * @param writes of all tenants of the namespace, one a key
   */
  static Page of(List<StoreWrite> writes, String tenant, Scan.Unsaved scan, long now) {
    List<StoreWrite> ahead =
        writes.stream()
            .filter(write -> write.key().tenant().equals(tenant))
            .filter(write -> write.key().position() >= scan.from())
            .filter(write -> write.key().position() < scan.to())
            .sorted(Comparator.comparingLong(write -> write.key().position()))
            .toList();
    long end = PageEnd.of(ahead.size(), scan.limit(), i -> ahead.get(i).key().position());
    List<String> keys = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (StoreWrite write : ahead) {
      if (write.key().position() < end) {
        boolean there = write instanceof StoreWrite.Put put && !put.value().expired(now);
        (there ? keys : gone).add(write.key().key());
      }
    }
    return new Page(keys, end, keys.size(), gone);
  }
}
