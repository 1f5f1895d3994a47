package io.blatam.kvcache.device;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.BytePlanes;
import io.blatam.kvcache.codec.Quantization;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Always there, and the reference: SIMD where the JVM has it, plain loops otherwise. Keeps no
 * blocks, since those in the CPU's memory are the segments'.
 */
public final class CpuDevice implements Device {

  private final Dots dots = Dots.best();

  /** Of the rows of corpora that are in use somewhere. */
  private final Map<Corpus, float[]> norms = new WeakHashMap<>();

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Optional<byte[]> quantize(TensorBlock shape, byte[] values, Quantization quantization) {
    byte[] codes = new byte[shape.quantizedBytes(quantization)];
    boolean has =
        TensorBlock.quantizer(quantization)
            .quantize(values, shape.dtype(), shape.rows(), shape.channels(), codes, 0);
    return has ? Optional.of(codes) : Optional.empty();
  }

  @Override
  public byte[] dequantize(TensorBlock shape, byte[] codes, Quantization quantization) {
    byte[] values = new byte[shape.bytes()];
    TensorBlock.quantizer(quantization)
        .dequantize(codes, 0, shape.dtype(), shape.rows(), shape.channels(), values);
    return values;
  }

  @Override
  public byte[] splitPlanes(byte[] values, int size) {
    byte[] planes = new byte[values.length];
    BytePlanes.split(values, values.length, size, planes);
    return planes;
  }

  @Override
  public byte[] joinPlanes(byte[] planes, int size) {
    byte[] values = new byte[planes.length];
    BytePlanes.join(planes, planes.length, size, values);
    return values;
  }

  @Override
  public Neighbours topK(Embeddings queries, Embeddings corpus, int k) {
    return Cosines.topK(dots, queries, corpus, Cosines.inverseNorms(dots, corpus), k);
  }

  @Override
  public Neighbours topK(Embeddings queries, Corpus corpus, int k) {
    float[] inverse =
        norms.computeIfAbsent(corpus, searched -> Cosines.inverseNorms(dots, searched.rows()));
    return Cosines.topK(dots, queries, corpus.rows(), inverse, k);
  }

  @Override
  public void forget(Corpus corpus) {
    norms.remove(corpus);
  }

  @Override
  public boolean keep(CacheKey key, byte[] block) {
    return false;
  }

  @Override
  public Optional<byte[]> fetch(CacheKey key) {
    return Optional.empty();
  }

  @Override
  public void drop(CacheKey key) {
    // Nothing is kept.
  }

  @Override
  public long freeBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  @Override
  public long residentBytes() {
    return 0;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
