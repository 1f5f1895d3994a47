package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.JointStore.Share;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.List;
import java.util.Optional;

/** What a store of several segments has, and who may change it; each call is one moment. */
final class SteppedStore {

  private final StoredRows rows = new StoredRows();
  private final long[] epochs;
  private final long[] withdrawn;
  private long lastEpoch;

  SteppedStore(int segments) {
    epochs = new long[segments];
    withdrawn = new long[segments];
  }

  long claim(int segment) {
    epochs[segment] = ++lastEpoch;
    withdrawn[segment] = 0;
    return lastEpoch;
  }

  Optional<StoredValue> value(CacheKey key) {
    return rows.value(key);
  }

  /**
   * @return false, and nothing is done, where the claim is not the last
   */
  boolean save(int segment, long epoch, List<StoreWrite> writes) {
    if (epochs[segment] != epoch) {
      return false;
    }
    writes.forEach(rows::apply);
    return true;
  }

  /**
   * @return false, and nothing is done, where a claim is not the last or a version is withdrawn
   */
  boolean saveTogether(List<Share> shares) {
    for (Share share : shares) {
      Version version = share.version();
      if (epochs[share.segment()] != version.epoch()
          || version.sequence() <= withdrawn[share.segment()]) {
        return false;
      }
    }
    shares.forEach(share -> share.writes().forEach(rows::apply));
    return true;
  }

  /**
   * @return false where the claim is not the last
   */
  boolean withdraw(int segment, Version version) {
    if (epochs[segment] != version.epoch()) {
      return false;
    }
    withdrawn[segment] = Math.max(withdrawn[segment], version.sequence());
    return true;
  }
}
