package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a store of tests has; notices when writes of a key come out of order. */
final class StoredRows {

  private record Row(Version version, Optional<StoredValue> value) {}

  private final Map<CacheKey, Row> rows = new HashMap<>();

  Optional<StoredValue> value(CacheKey key) {
    return Optional.ofNullable(rows.get(key)).flatMap(Row::value);
  }

  void apply(StoreWrite write) {
    Row before = rows.get(write.key());
    if (before != null) {
      assertThat(write.version())
          .as("writes of %s in their order", write.key())
          .isGreaterThanOrEqualTo(before.version());
    }
    rows.put(
        write.key(),
        new Row(
            write.version(),
            write instanceof StoreWrite.Put put ? Optional.of(put.value()) : Optional.empty()));
  }
}
