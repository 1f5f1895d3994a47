package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.Version;
import java.util.List;

/**
 * What a {@link NamespaceWriter} asks of its store. Nothing is given back here: the end of each
 * call comes to the writer as {@code claimed}, {@code loaded}, {@code saved} and so on, later and
 * never from within the call.
 */
public interface StoreCalls {

  void claim();

  void load(List<CacheKey> keys);

  void save(long epoch, List<StoreWrite> writes);

  /** From then on no step under that version or a smaller one is saved that was not before. */
  void withdraw(Version upTo);

  int maxValueBytes();
}
