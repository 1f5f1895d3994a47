package io.blatam.kvcache.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.DevicesBusyException;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.settings.DeviceSettings;
import io.blatam.platform.StartupException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalDevicePoolTest {

  private static final long GIB = 1 << 30;
  private static final TensorBlock LARGE = new TensorBlock(Dtype.BF16, 1024, 1024);
  private static final TensorBlock SMALL = new TensorBlock(Dtype.BF16, 8, 8);

  private final ActorTestKit kit =
      ActorTestKit.create(
          "devices",
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.load()));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private LocalDevicePool pool(FakeCuda cuda, int places) {
    DeviceSettings settings =
        new DeviceSettings(DeviceSettings.Gpus.AUTO, places, 64 << 20, 1 << 20);
    return new LocalDevicePool(kit.system(), settings, CudaLibrary.of(cuda));
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static byte[] quantized(LocalDevicePool pool, TensorBlock shape) throws Exception {
    return done(pool.quantize(shape, Blocks.tensor(shape, 1), Quantization.INT8)).orElseThrow();
  }

  private static byte[] expected(TensorBlock shape) {
    return new CpuDevice()
        .quantize(shape, Blocks.tensor(shape, 1), Quantization.INT8)
        .orElseThrow();
  }

  @Test
  void thisMachinesOwnDriver_worksWhateverItHas() throws Exception {
    DeviceSettings settings = DeviceSettings.from(kit.system().settings().config());

    LocalDevicePool pool = new LocalDevicePool(kit.system(), settings, CudaLibrary.find());

    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));
    assertThat(pool.noGpu().isPresent()).isEqualTo(pool.devices().size() == 1);
    assertThat(CudaLibrary.find()).isSameAs(CudaLibrary.find());
  }

  @Test
  void noGpu_theCpuWorksAndTheReasonIsSaid() throws Exception {
    LocalDevicePool pool = pool(new FakeCuda(), 4);

    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));
    assertThat(pool.noGpu()).hasValue("the CUDA driver knows no GPU");
    assertThat(pool.devices()).extracting("name").containsExactly("cpu");
    CacheKey key = new CacheKey("acme", "blocks", "one");
    assertThat(done(pool.keep(key, new byte[8]))).isFalse();
    assertThat(done(pool.fetch(key))).isEmpty();
  }

  @Test
  void noGpu_required_theNodeDoesNotStart() {
    DeviceSettings settings = new DeviceSettings(DeviceSettings.Gpus.REQUIRED, 4, 0, 0);
    assertThatThrownBy(
            () -> new LocalDevicePool(kit.system(), settings, CudaLibrary.absent("no libcuda")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.devices.enabled")
        .hasMessageContaining("no libcuda");
  }

  @Test
  void largeWork_goesToTheGpu_smallToTheCpu() throws Exception {
    FakeCuda cuda = new FakeCuda(GIB);
    LocalDevicePool pool = pool(cuda, 4);

    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));
    assertThat(quantized(pool, SMALL)).isEqualTo(expected(SMALL));

    assertThat(cuda.gpus.get(0).launched).containsExactly("quantize_int8_bf16");
    assertThat(pool.devices()).extracting("done").containsExactly(1L, 1L);
  }

  @Test
  void gpuIsLost_itsWorkIsDoneElsewhereAndItIsLeftOut() throws Exception {
    FakeCuda cuda = new FakeCuda(GIB, GIB / 2);
    LocalDevicePool pool = pool(cuda, 4);
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(pool.devices()).allSatisfy(d -> assertThat(d.freeBytes()).isPositive());
              return true;
            });
    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));
    cuda.gpus.get(0).lose();

    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));
    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));

    assertThat(cuda.gpus.get(1).launched).hasSize(2);
    assertThat(pool.devices().get(1).leftOut())
        .hasValueSatisfying(why -> assertThat(why).contains("CUDA_ERROR_LAUNCH_FAILED"));
    assertThat(pool.devices().get(1).failed()).isEqualTo(1);
    assertThat(pool.devices().get(2).leftOut()).isEmpty();

    cuda.gpus.get(1).lose();
    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));
    assertThat(pool.devices().get(0).done()).isEqualTo(1);
  }

  @Test
  void gpuWithWorkWaiting_isLost_allOfItIsDone() throws Exception {
    FakeCuda cuda = new FakeCuda(GIB);
    LocalDevicePool pool = pool(cuda, 8);
    FakeCuda.Gpu gpu = cuda.gpus.get(0);
    gpu.gate = new CountDownLatch(1);
    List<CompletionStage<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      waiting.add(pool.quantize(LARGE, Blocks.tensor(LARGE, 1), Quantization.INT8));
    }
    gpu.lose();
    gpu.gate.countDown();

    for (CompletionStage<?> work : waiting) {
      assertThat(done(work)).isNotNull();
    }
    assertThat(pool.devices().get(0).done()).isEqualTo(6);
    assertThat(pool.devices()).extracting("queued").containsExactly(0, 0);
  }

  @Test
  void gpuCanNotBeOpened_isLeftOutFromTheStart() throws Exception {
    FakeCuda cuda = new FakeCuda(GIB);
    cuda.gpus.get(0).lose();
    LocalDevicePool pool = pool(cuda, 4);

    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));

    assertThat(pool.devices().get(1).leftOut()).isPresent();
  }

  @Test
  void gpuDoesNotTakeTheKernels_isLeftOutAndItsContextIsGivenBack() throws Exception {
    FakeCuda cuda = new FakeCuda(GIB);
    cuda.gpus.get(0).takesKernels = false;
    LocalDevicePool pool = pool(cuda, 4);

    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));

    assertThat(pool.devices().get(1).leftOut())
        .hasValueSatisfying(why -> assertThat(why).contains("cuModuleLoadData"));
    assertThat(cuda.gpus.get(0).closed).isTrue();
  }

  @Test
  void outOfMemory_thatWorkGoesElsewhereAndTheGpuStays() throws Exception {
    FakeCuda cuda = new FakeCuda(6 << 20);
    LocalDevicePool pool = pool(cuda, 4);
    TensorBlock huge = new TensorBlock(Dtype.F32, 2048, 1024);

    assertThat(quantized(pool, huge)).isEqualTo(expected(huge));
    assertThat(quantized(pool, LARGE)).isEqualTo(expected(LARGE));

    assertThat(pool.devices().get(1).leftOut()).isEmpty();
    assertThat(pool.devices()).extracting("done").containsExactly(1L, 1L);
  }

  @Test
  void allQueuesFull_callersAreToldAtOnce() throws Exception {
    LocalDevicePool pool = pool(new FakeCuda(), 2);
    CountDownLatch gate = new CountDownLatch(1);
    DeviceWork<Boolean> waits =
        DeviceWork.passing(
            "wait",
            0,
            on -> {
              try {
                return gate.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
              }
            });
    CompletionStage<Boolean> first = pool.submit(waits);
    CompletionStage<Boolean> second = pool.submit(waits);

    CompletableFuture<Boolean> third = pool.submit(waits).toCompletableFuture();

    assertThat(third).isCompletedExceptionally();
    assertThatThrownBy(third::join).hasCauseInstanceOf(DevicesBusyException.class);
    gate.countDown();
    assertThat(done(first)).isTrue();
    assertThat(done(second)).isTrue();
    assertThat(done(pool.submit(waits))).isTrue();
  }

  @Test
  void worksOwnFault_failsWithoutLeavingTheDeviceOut() {
    LocalDevicePool pool = pool(new FakeCuda(), 2);
    DeviceWork<Integer> faulty =
        DeviceWork.passing(
            "faulty",
            0,
            on -> {
              throw new IllegalArgumentException("not whole rows");
            });

    assertThatThrownBy(() -> done(pool.submit(faulty))).hasRootCauseMessage("not whole rows");
    assertThat(pool.devices().get(0).leftOut()).isEmpty();
    assertThat(pool.devices().get(0).queued()).isZero();
  }

  @Test
  void keptBlock_comesBackUntilItIsDroppedOrItsGpuIsLost() throws Exception {
    FakeCuda cuda = new FakeCuda(GIB);
    LocalDevicePool pool = pool(cuda, 4);
    CacheKey key = new CacheKey("acme", "blocks", "one");
    CacheKey other = new CacheKey("globex", "blocks", "one");

    assertThat(done(pool.keep(key, new byte[] {1, 2, 3}))).isTrue();
    assertThat(done(pool.fetch(key))).hasValue(new byte[] {1, 2, 3});
    assertThat(done(pool.fetch(other))).isEmpty();
    pool.drop(key);
    assertThat(done(pool.fetch(key))).isEmpty();

    assertThat(done(pool.keep(key, new byte[] {4}))).isTrue();
    cuda.gpus.get(0).lose();
    assertThat(done(pool.fetch(key))).isEmpty();
    assertThat(done(pool.keep(key, new byte[] {4}))).isFalse();
  }

  /** Whoever keeps ever new blocks and fetches none is not to fill this process's memory. */
  @Test
  void keptBlock_wentInFavourOfOthers_nothingIsRememberedOfIt() throws Exception {
    LocalDevicePool pool = pool(new FakeCuda(GIB), 4);
    WeakReference<CacheKey> first = keepAll(pool, 3, 30 << 20);

    for (int tries = 0; tries < 100 && first.get() != null; tries++) {
      System.gc();
    }
    assertThat(first.get()).isNull();
  }

  /** Gives the first of the keys. */
  private static WeakReference<CacheKey> keepAll(LocalDevicePool pool, int blocks, int bytes)
      throws Exception {
    CacheKey first = new CacheKey("acme", "blocks", "first");
    assertThat(done(pool.keep(first, new byte[bytes]))).isTrue();
    for (int i = 1; i < blocks; i++) {
      assertThat(done(pool.keep(new CacheKey("acme", "blocks", "n" + i), new byte[bytes])))
          .isTrue();
    }
    return new WeakReference<>(first);
  }

  @Test
  void corpus_staysOnTheGpuUntilItIsForgotten() throws Exception {
    LocalDevicePool pool = pool(new FakeCuda(GIB), 4);
    Corpus corpus = new Corpus(Blocks.embeddings(20_000, 16, 1));
    Embeddings queries = Blocks.embeddings(2, 16, 2);

    Neighbours found = done(pool.topK(queries, corpus, 3));

    assertThat(found.rows()).isEqualTo(new CpuDevice().topK(queries, corpus, 3).rows());
    assertThat(pool.devices().get(1).residentBytes()).isEqualTo(4L * 20_000 * 16);
    pool.forget(corpus);
    done(pool.quantize(LARGE, Blocks.tensor(LARGE, 1), Quantization.INT8));
    assertThat(pool.devices().get(1).residentBytes()).isZero();
  }

  @Test
  void topK_wrongDimensionsOrCount_isRefusedWithAReason() {
    LocalDevicePool pool = pool(new FakeCuda(), 2);
    var two = Blocks.embeddings(1, 2, 1);
    assertThatThrownBy(() -> pool.topK(two, Blocks.embeddings(1, 3, 1), 1))
        .hasMessageContaining("2 dimensions");
    assertThatThrownBy(() -> pool.topK(two, two, 257)).hasMessageContaining("1 to 256");
  }
}
