package io.blatam.kvcache.device;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Quantization;
import java.util.Optional;

/**
 * What every device can do. Used by one thread, its actor's; calls block until the result is there.
 * Quantized forms and planes are the same bits on every device. All methods throw {@link
 * DeviceException} if the device could not do it.
 */
public interface Device extends AutoCloseable {

  /** For logs and views, such as {@code cpu} or {@code gpu0 NVIDIA H100}. */
  String name();

  /**
   * The quantized form (docs/cache-codecs.md); empty if the tensor holds something without code.
   */
  Optional<byte[]> quantize(TensorBlock shape, byte[] values, Quantization quantization);

  byte[] dequantize(TensorBlock shape, byte[] codes, Quantization quantization);

  /**
   * All first bytes, then all second ones, and so on.
   *
   * @param size bytes a number, 2 or 4
   */
  byte[] splitPlanes(byte[] values, int size);

  byte[] joinPlanes(byte[] planes, int size);

  /** See {@link io.blatam.kvcache.api.DevicePool#topK}. */
  Neighbours topK(Embeddings queries, Embeddings corpus, int k);

  /** The same, keeping the corpus where there is room. */
  Neighbours topK(Embeddings queries, Corpus corpus, int k);

  void forget(Corpus corpus);

  /** False if there is no room for it, or blocks are not kept on this kind of device. */
  boolean keep(CacheKey key, byte[] block);

  Optional<byte[]> fetch(CacheKey key);

  void drop(CacheKey key);

  /** Bytes of its memory that work could have now. */
  long freeBytes();

  /** Bytes that kept blocks and corpora take. */
  long residentBytes();

  @Override
  void close();
}
