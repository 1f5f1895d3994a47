package io.blatam.kvcache.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Equal contents once, counted. Whoever keeps a content takes a reference to it and gives it back;
 * with the last reference the content is gone. One writer: not thread-safe. Give each tenant a
 * store of its own: whether a content was there before is something another tenant must not learn.
 */
public final class ContentStore {

  private static final class Shared {
    final byte[] content;
    long references = 1;

    Shared(byte[] content) {
      this.content = content;
    }
  }

  private final Map<ContentHash, Shared> contents = new HashMap<>();
  private long bytes;
  private long referencedBytes;

  /**
   * Takes one reference. The array is kept, not copied, if this is the first: it must not change
   * afterwards.
   */
  public ContentHash retain(byte[] content) {
    ContentHash hash = ContentHash.of(content);
    Shared shared = contents.get(hash);
    if (shared == null) {
      contents.put(hash, new Shared(content));
      bytes += content.length;
    } else {
      shared.references++;
    }
    referencedBytes += content.length;
    return hash;
  }

  /** The content itself, not a copy; empty if nobody holds a reference. */
  public Optional<byte[]> find(ContentHash hash) {
    return Optional.ofNullable(contents.get(hash)).map(shared -> shared.content);
  }

  /**
   * Gives one reference back.
   *
   * @return whether it was the last, so that the content is gone
   * @throws IllegalStateException if there was none: somebody gave back twice
   */
  public boolean release(ContentHash hash) {
    Shared shared = contents.get(hash);
    if (shared == null) {
      throw new IllegalStateException("no reference is held to the content " + hash);
    }
    referencedBytes -= shared.content.length;
    if (--shared.references > 0) {
      return false;
    }
    contents.remove(hash);
    bytes -= shared.content.length;
    return true;
  }

  public long references(ContentHash hash) {
    Shared shared = contents.get(hash);
    return shared == null ? 0 : shared.references;
  }

  public boolean isEmpty() {
    return contents.isEmpty();
  }

  /** Bytes of the distinct contents. */
  public long bytes() {
    return bytes;
  }

  /** What the contents would take if each reference had a copy of its own. */
  public long referencedBytes() {
    return referencedBytes;
  }
}
