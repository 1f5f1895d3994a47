package io.blatam.kvcache.device;

import io.blatam.kvcache.api.CacheKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Blocks in a GPU's memory, within a budget; who was not used for longest goes first. For one
 * thread.
 */
final class ResidentBlocks {

  private final CudaContext context;
  private final long budget;
  private final Map<CacheKey, CudaBuffer> blocks = new LinkedHashMap<>(16, 0.75f, true);
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
    if (block.length == 0 || block.length > budget) {
      return false;
    }
    while (bytes + block.length > budget) {
      dropEldest();
    }
    Optional<CudaBuffer> room = allocate(block.length);
    room.ifPresent(
        buffer -> {
          blocks.put(key, buffer);
          bytes += block.length;
          context.write(block, block.length, buffer);
        });
    return room.isPresent();
  }

  /** Others use the GPU too, so it may be full before the budget is. */
  private Optional<CudaBuffer> allocate(int length) {
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
    return Optional.ofNullable(blocks.get(key))
        .map(
            buffer -> {
              byte[] block = new byte[(int) buffer.bytes()];
              context.read(buffer, block);
              return block;
            });
  }

  void drop(CacheKey key) {
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
