package io.blatam.kvcache.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A GPU's side on the host: what is copied, launched, kept and given back. */
class GpuDeviceTest {

  private static final long MIB = 1 << 20;

  private final CpuDevice cpu = new CpuDevice();

  private static FakeCuda.Gpu gpu(long memory) {
    return new FakeCuda(memory).gpus.get(0);
  }

  private static GpuDevice device(FakeCuda.Gpu gpu, long budget) {
    return new GpuDevice("gpu0", gpu, budget);
  }

  @Test
  void everyFormOfEveryDtype_isTheCpus() {
    GpuDevice device = device(gpu(64 * MIB), 0);
    for (Dtype dtype : List.of(Dtype.F32, Dtype.F16, Dtype.BF16)) {
      TensorBlock shape = new TensorBlock(dtype, 200, 300);
      byte[] values = Blocks.tensor(shape, 7);
      for (Quantization quantization :
          List.of(Quantization.INT8, Quantization.INT4, Quantization.FP8)) {
        byte[] codes = device.quantize(shape, values, quantization).orElseThrow();
        assertThat(codes).isEqualTo(cpu.quantize(shape, values, quantization).orElseThrow());
        assertThat(device.dequantize(shape, codes, quantization))
            .isEqualTo(cpu.dequantize(shape, codes, quantization));
      }
      byte[] planes = device.splitPlanes(values, dtype.size());
      assertThat(planes).isEqualTo(cpu.splitPlanes(values, dtype.size()));
      assertThat(device.joinPlanes(planes, dtype.size())).isEqualTo(values);
    }
  }

  @Test
  void quantize_notANumber_isRefusedAndTheNextIsNot() {
    GpuDevice device = device(gpu(64 * MIB), 0);
    TensorBlock shape = new TensorBlock(Dtype.F32, 8, 8);
    byte[] values = Blocks.tensor(shape, 1);
    byte[] with = values.clone();
    ByteBuffer.wrap(with).order(ByteOrder.LITTLE_ENDIAN).putFloat(40, Float.NaN);

    assertThat(device.quantize(shape, with, Quantization.INT8)).isEmpty();
    assertThat(device.quantize(shape, values, Quantization.INT8)).isPresent();
  }

  @Test
  void topK_acrossSlices_isTheCpus() {
    GpuDevice device = device(gpu(256 * MIB), 0);
    var queries = Blocks.embeddings(5, 24, 1);
    var corpus = Blocks.embeddings(10_000, 24, 2);

    Neighbours found = device.topK(queries, corpus, 20);

    Neighbours expected = cpu.topK(queries, corpus, 20);
    assertThat(found.rows()).isDeepEqualTo(expected.rows());
    for (int i = 0; i < 5; i++) {
      assertThat(found.scores()[i])
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(expected.scores()[i]);
    }
  }

  @Test
  void corpus_isCopiedOnceUntilItIsForgottenOrGivesWay() {
    FakeCuda.Gpu gpu = gpu(64 * MIB);
    GpuDevice device = device(gpu, MIB);
    Corpus corpus = new Corpus(Blocks.embeddings(5_000, 24, 3));
    Embeddings queries = Blocks.embeddings(3, 24, 4);
    Neighbours expected = cpu.topK(queries, corpus, 7);

    for (int i = 0; i < 3; i++) {
      Blocks.assertNear(device.topK(queries, corpus, 7), expected);
    }
    assertThat(gpu.launched).filteredOn("unit_rows"::equals).hasSize(1);
    assertThat(device.residentBytes()).isEqualTo(4L * 5_000 * 24);

    device.forget(corpus);
    assertThat(device.residentBytes()).isZero();
    Blocks.assertNear(device.topK(queries, corpus, 7), expected);
    device.keep(key("block"), block(1));
    Blocks.assertNear(device.topK(queries, corpus, 7), expected);
    assertThat(gpu.launched).filteredOn("unit_rows"::equals).hasSize(3);
  }

  @Test
  void corpus_largerThanWhatMayBeKept_isSearchedAllTheSame() {
    GpuDevice device = device(gpu(64 * MIB), 1000);
    Corpus corpus = new Corpus(Blocks.embeddings(500, 24, 3));
    Embeddings queries = Blocks.embeddings(20, 24, 4);

    Blocks.assertNear(device.topK(queries, corpus, 9), cpu.topK(queries, corpus, 9));
    assertThat(device.residentBytes()).isZero();
  }

  @Test
  void topK_corpusOfFewerRows_givesThoseThereAre() {
    GpuDevice device = device(gpu(64 * MIB), 0);

    Neighbours found = device.topK(Blocks.embeddings(2, 8, 1), Blocks.embeddings(3, 8, 2), 10);

    assertThat(found.rows()[0]).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(found.scores()[1]).hasSize(3).isSortedAccordingTo((a, b) -> Float.compare(b, a));
  }

  @Test
  void keep_beyondTheBudget_theLeastRecentlyUsedGoes() {
    FakeCuda.Gpu gpu = gpu(64 * MIB);
    GpuDevice device = device(gpu, 3 * MIB);
    for (String name : List.of("a", "b", "c")) {
      assertThat(device.keep(key(name), new byte[(int) MIB])).isTrue();
    }
    assertThat(device.fetch(key("a"))).isPresent();

    assertThat(device.keep(key("d"), block(4))).isTrue();

    assertThat(device.fetch(key("b"))).isEmpty();
    assertThat(device.fetch(key("d"))).hasValue(block(4));
    assertThat(device.residentBytes()).isEqualTo(3 * MIB);
    assertThat(device.keep(key("e"), new byte[(int) (4 * MIB)])).isFalse();
  }

  @Test
  void keep_again_replacesAndGivesTheOldMemoryBack() {
    FakeCuda.Gpu gpu = gpu(64 * MIB);
    GpuDevice device = device(gpu, 8 * MIB);
    device.keep(key("a"), block(1));
    device.keep(key("a"), block(2));

    assertThat(device.fetch(key("a"))).hasValue(block(2));
    assertThat(gpu.live).hasSize(1);

    device.drop(key("a"));
    assertThat(gpu.live).isEmpty();
    assertThat(device.residentBytes()).isZero();
  }

  @Test
  void work_needsTheMemoryOfBlocks_theyGo() {
    FakeCuda.Gpu gpu = gpu(4 * MIB);
    GpuDevice device = device(gpu, 4 * MIB);
    for (int i = 0; i < 4; i++) {
      device.keep(key("block" + i), block(i));
    }
    TensorBlock shape = new TensorBlock(Dtype.F32, 512, 512);

    assertThat(device.quantize(shape, new byte[shape.bytes()], Quantization.INT8)).isPresent();

    assertThat(device.fetch(key("block0"))).isEmpty();
    assertThat(device.fetch(key("block3"))).hasValue(block(3));
  }

  @Test
  void work_largerThanTheMemory_isAFailureOfThatWorkOnly() {
    GpuDevice device = device(gpu(MIB), 0);
    TensorBlock large = new TensorBlock(Dtype.F32, 1024, 1024);

    assertThatThrownBy(() -> device.splitPlanes(new byte[large.bytes()], 4))
        .isInstanceOfSatisfying(DeviceException.class, e -> assertThat(e.isLost()).isFalse());
    assertThat(device.splitPlanes(new byte[] {1, 2, 3, 4}, 2)).containsExactly(1, 3, 2, 4);
  }

  @Test
  void anyOtherError_theDeviceIsLost() {
    FakeCuda.Gpu gpu = gpu(MIB);
    GpuDevice device = device(gpu, 0);
    gpu.lose();

    assertThatThrownBy(() -> device.splitPlanes(new byte[4], 2))
        .hasMessageContaining("CUDA_ERROR_LAUNCH_FAILED")
        .isInstanceOfSatisfying(DeviceException.class, e -> assertThat(e.isLost()).isTrue());
  }

  private static CacheKey key(String name) {
    return new CacheKey("acme", "blocks", name);
  }

  private static byte[] block(int content) {
    byte[] block = new byte[(int) MIB];
    Arrays.fill(block, (byte) content);
    return block;
  }
}
