package io.blatam.kvcache.device;

import io.blatam.kvcache.api.CacheKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stays in a GPU's memory, blocks by their keys and corpora by themselves, within a budget;
 * what was not used for longest goes first. For one thread.
 */
final class ResidentBlocks {

  private final CudaContext context;
  private final long budget;
  private final Map<Object, CudaBuffer> blocks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param budget bytes that all blocks together may take
   */
  ResidentBlocks(CudaContext context, long budget) {
    this.context = context;
    this.budget = budget;
  }

  /** Replaces what was kept under the key. False if it is too large or the memory is full. */
  boolean keep(CacheKey key, byte[] block) {
    drop(key);
    Optional<CudaBuffer> room = room(key, block.length);
    room.ifPresent(buffer -> context.write(block, block.length, buffer));
    return room.isPresent();
  }

  /** What is kept under the key; stays valid until other memory is asked for. */
  Optional<CudaBuffer> get(Object key) {
    return Optional.ofNullable(blocks.get(key));
  }

  /** New memory under a key that has none, in place of others; empty if there is not so much. */
  Optional<CudaBuffer> room(Object key, long length) {
    if (length == 0 || length > budget) {
      return Optional.empty();
    }
    while (bytes + length > budget) {
      dropEldest();
    }
    Optional<CudaBuffer> room = allocate(length);
    room.ifPresent(
        buffer -> {
          blocks.put(key, buffer);
          bytes += length;
        });
    return room;
  }

  /** Others use the GPU too, so it may be full before the budget is. */
  private Optional<CudaBuffer> allocate(long length) {
    while (true) {
      try {
        return Optional.of(context.allocate(length));
      } catch (CudaException e) {
        if (!e.isOutOfMemory()) {
          throw e;
        }
        if (!dropEldest()) {
          return Optional.empty();
        }
      }
    }
  }

  Optional<byte[]> fetch(CacheKey key) {
    return get(key)
        .map(
            buffer -> {
              byte[] block = new byte[(int) buffer.bytes()];
              context.read(buffer, block);
              return block;
            });
  }

  /** A block by its key, or a corpus. */
  void drop(Object key) {
    CudaBuffer buffer = blocks.remove(key);
    if (buffer != null) {
      free(buffer);
    }
  }

  /** False if there was none. */
  boolean dropEldest() {
    Iterator<CudaBuffer> eldest = blocks.values().iterator();
    if (!eldest.hasNext()) {
      return false;
    }
    CudaBuffer buffer = eldest.next();
    eldest.remove();
    free(buffer);
    return true;
  }

  private void free(CudaBuffer buffer) {
    bytes -= buffer.bytes();
    context.free(buffer);
  }

  long bytes() {
    return bytes;
  }
}
