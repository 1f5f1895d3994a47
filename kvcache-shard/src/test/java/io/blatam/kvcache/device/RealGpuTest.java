package io.blatam.kvcache.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.settings.DeviceSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link FakeCuda} can not show: the kernels and JCuda's calls on this machine's own GPU. */
@EnabledIf("io.blatam.kvcache.device.RealGpuTest#gpuIsThere")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RealGpuTest {

  private static final int MIB = 1 << 20;

  private final CpuDevice cpu = new CpuDevice();
  private CudaDriver driver;
  private Device gpu;

  static boolean gpuIsThere() {
    return CudaLibrary.find().driver().isPresent();
  }

  @BeforeAll
  void open() {
    driver = CudaLibrary.find().driver().orElseThrow();
    gpu = Gpus.open(driver, 0, 8 * MIB);
  }

  @AfterAll
  void close() {
    gpu.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "3, 5",
    "128, 128",
    "130, 128",
    "200, 132",
    "257, 70",
    "64, 1024",
    "129, 1100",
    "300, 2052",
    "1000, 33",
    "4096, 1024",
    "1, 100000",
    "100000, 1"
  })
  void everyFormOfEveryDtype_isTheCpus(int rows, int channels) {
    for (Dtype dtype : List.of(Dtype.F32, Dtype.F16, Dtype.BF16)) {
      TensorBlock shape = new TensorBlock(dtype, rows, channels);
      byte[] values = Blocks.tensor(shape, rows * 31L + channels);
      for (Quantization quantization :
          List.of(Quantization.INT8, Quantization.INT4, Quantization.FP8)) {
        byte[] codes = cpu.quantize(shape, values, quantization).orElseThrow();
        assertThat(gpu.quantize(shape, values, quantization)).hasValue(codes);
        assertThat(gpu.dequantize(shape, codes, quantization))
            .isEqualTo(cpu.dequantize(shape, codes, quantization));
      }
      byte[] planes = cpu.splitPlanes(values, dtype.size());
      assertThat(gpu.splitPlanes(values, dtype.size())).isEqualTo(planes);
      assertThat(gpu.joinPlanes(planes, dtype.size())).isEqualTo(values);
    }
  }

  /** Every pattern of bits, so also subnormal numbers, infinities and numbers that are none. */
  @Test
  void anyBits_areTakenOrRefusedAsOnTheCpu() {
    SplittableRandom random = new SplittableRandom(9);
    int refused = 0;
    for (int round = 0; round < 60; round++) {
      Dtype dtype = List.of(Dtype.F32, Dtype.F16, Dtype.BF16).get(round % 3);
      TensorBlock shape = new TensorBlock(dtype, 1 + random.nextInt(6), 1 + random.nextInt(9));
      byte[] values = new byte[shape.bytes()];
      random.nextBytes(values);
      for (Quantization quantization :
          List.of(Quantization.INT8, Quantization.INT4, Quantization.FP8)) {
        Optional<byte[]> codes = cpu.quantize(shape, values, quantization);
        Optional<byte[]> found = gpu.quantize(shape, values, quantization);
        assertThat(found.isPresent()).isEqualTo(codes.isPresent());
        codes.ifPresent(expected -> assertThat(found).hasValue(expected));
        refused += codes.isEmpty() ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(10, 170);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 384, 5, 5", "17, 384, 5000, 10", "3, 30, 9001, 64", "64, 384, 20000, 10",
    "1025, 16, 300, 256", "2, 1, 7, 3", "1, 1536, 40000, 100", "5, 384, 3, 10",
    "65, 7, 70000, 256", "16, 385, 4097, 1"
  })
  void cosines_areWithinTheBound(int queries, int dimensions, int rows, int k) {
    Embeddings asked = Blocks.embeddings(queries, dimensions, 1);
    Embeddings corpus = Blocks.embeddings(rows, dimensions, 2);

    Neighbours expected = cpu.topK(asked, corpus, k);
    Corpus kept = new Corpus(corpus);
    Blocks.assertNear(gpu.topK(asked, corpus, k), expected);
    Blocks.assertNear(gpu.topK(asked, kept, k), expected);
    Blocks.assertNear(gpu.topK(asked, kept, k), expected);
    gpu.forget(kept);
  }

  @Test
  void equalRows_theLowerFirst() {
    float[] numbers = new float[2 * 9_000];
    Arrays.fill(numbers, 1);
    numbers[2 * 8_999] = 3;

    Neighbours found =
        gpu.topK(new Embeddings(new float[] {1, 1}, 2), new Embeddings(numbers, 2), 100);

    assertThat(found.rows()[0]).isEqualTo(IntStream.range(0, 100).toArray());
  }

  @Test
  void blocks_comeBackUntilOthersNeedTheRoom() {
    for (int i = 0; i < 9; i++) {
      assertThat(gpu.keep(key(i), block(i))).isTrue();
    }
    assertThat(gpu.residentBytes()).isEqualTo(8L * MIB);
    assertThat(gpu.fetch(key(0))).isEmpty();
    for (int i = 1; i < 9; i++) {
      assertThat(gpu.fetch(key(i))).hasValue(block(i));
    }
    gpu.drop(key(4));
    assertThat(gpu.fetch(key(4))).isEmpty();
    assertThat(gpu.residentBytes()).isEqualTo(7L * MIB);
  }

  @Test
  void moreMemoryThanThereIs_isToldFromOtherErrors() {
    CudaContext context = driver.open(0);
    try {
      assertThatThrownBy(() -> context.allocate(1L << 50))
          .isInstanceOfSatisfying(CudaException.class, e -> assertThat(e.isOutOfMemory()).isTrue());
      CudaBuffer buffer = context.allocate(MIB);
      assertThat(context.freeBytes()).isPositive();
      context.free(buffer);
    } finally {
      context.close();
    }
  }

  @Test
  void pool_usesTheGpuAndGoesOnWithoutIt() throws Exception {
    ActorTestKit kit =
        ActorTestKit.create(
            "devices",
            ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ConfigFactory.load()));
    try {
      DeviceSettings settings = new DeviceSettings(DeviceSettings.Gpus.REQUIRED, 64, 64 * MIB, MIB);
      LocalDevicePool pool = new LocalDevicePool(kit.system(), settings, CudaLibrary.find());
      TensorBlock shape = new TensorBlock(Dtype.F16, 2048, 1024);
      byte[] values = Blocks.tensor(shape, 5);
      byte[] expected = cpu.quantize(shape, values, Quantization.INT8).orElseThrow();
      List<CompletionStage<Optional<byte[]>>> asked = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        asked.add(pool.quantize(shape, values, Quantization.INT8));
      }
      for (CompletionStage<Optional<byte[]>> one : asked) {
        assertThat(done(one)).hasValue(expected);
      }
      assertThat(pool.devices().get(1).done()).isGreaterThan(10);
      assertThat(done(pool.keep(key(1), block(1)))).isTrue();

      // The driver refuses more than 1024 threads a block; any error but full memory is one too
      // many.
      CudaContext context = driver.open(0);
      context.load(KernelSource.ptx());
      DeviceWork<Boolean> faulty =
          DeviceWork.passing(
              "faulty",
              8L * MIB,
              on -> {
                if (on instanceof GpuDevice) {
                  try {
                    context.launch("split_planes_2", 1, 1, 4096);
                  } catch (CudaException e) {
                    throw DeviceException.lost(e.getMessage(), e);
                  }
                }
                return true;
              });
      assertThat(done(pool.submit(faulty))).isTrue();
      assertThat(pool.devices().get(1).leftOut()).isPresent();
      assertThat(done(pool.quantize(shape, values, Quantization.INT8))).hasValue(expected);
      assertThat(done(pool.fetch(key(1)))).isEmpty();
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static CacheKey key(int name) {
    return new CacheKey("acme", "blocks", "block" + name);
  }

  private static byte[] block(int content) {
    byte[] block = new byte[MIB];
    Arrays.fill(block, (byte) content);
    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).putInt(0, content * 77);
    return block;
  }
}
