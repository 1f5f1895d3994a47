package io.blatam.kvcache.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalanceTest {

  private static final long LARGE = 10_000;

  private final Balance balance = new Balance(4, 1_000);
  private final DeviceLoad cpu = load("cpu", false, 1_000_000, 0);

  private static DeviceLoad load(String name, boolean gpu, long free, int queued) {
    DeviceLoad load = new DeviceLoad(name, gpu);
    load.memory(free, 0);
    for (int i = 0; i < queued; i++) {
      assertThat(load.tryEnter(100)).isTrue();
    }
    return load;
  }

  private String chosen(long bytes, DeviceLoad... gpus) {
    List<DeviceLoad> all = new ArrayList<>(List.of(cpu));
    all.addAll(List.of(gpus));
    return balance
        .choose(all, work(bytes, 8), device -> false)
        .map(DeviceLoad::name)
        .orElse("none");
  }

  private static DeviceWork<Boolean> work(long bytes, int gpuPace) {
    return new DeviceWork<>("work", bytes, gpuPace, device -> true);
  }

  @Test
  void busyGpu_isWaitedForAsLongAsItIsSooner() {
    DeviceLoad busy = load("gpu0", true, LARGE, 3);
    assertThat(balance.choose(List.of(cpu, busy), work(LARGE, 3), device -> false)).hasValue(cpu);
    assertThat(balance.choose(List.of(cpu, busy), work(LARGE, 5), device -> false)).hasValue(busy);
  }

  @Test
  void smallWork_theCpu() {
    assertThat(chosen(999, load("gpu0", true, LARGE, 0))).isEqualTo("cpu");
  }

  @Test
  void largeWork_theShortestQueue() {
    assertThat(chosen(LARGE, load("gpu0", true, LARGE, 2), load("gpu1", true, LARGE, 1)))
        .isEqualTo("gpu1");
  }

  @Test
  void equalQueues_theMostFreeMemory() {
    assertThat(chosen(LARGE, load("gpu0", true, LARGE, 1), load("gpu1", true, 2 * LARGE, 1)))
        .isEqualTo("gpu1");
  }

  @Test
  void noMemoryForIt_notThere() {
    assertThat(chosen(LARGE, load("gpu0", true, LARGE - 1, 0))).isEqualTo("cpu");
  }

  @Test
  void fullQueue_notThere() {
    assertThat(chosen(LARGE, load("gpu0", true, LARGE, 4))).isEqualTo("cpu");
    for (int i = 0; i < 4; i++) {
      assertThat(cpu.tryEnter(4)).isTrue();
    }
    assertThat(cpu.tryEnter(4)).isFalse();
    assertThat(chosen(1, load("gpu0", true, LARGE, 3))).isEqualTo("gpu0");
    assertThat(chosen(LARGE, load("gpu0", true, LARGE, 4))).isEqualTo("none");
  }

  @Test
  void leftOutOrTried_notThere() {
    DeviceLoad lost = load("gpu0", true, LARGE, 0);
    lost.leaveOut("CUDA_ERROR_ECC_UNCORRECTABLE");
    assertThat(chosen(LARGE, lost)).isEqualTo("cpu");
    assertThat(lost.view().leftOut()).hasValue("CUDA_ERROR_ECC_UNCORRECTABLE");

    DeviceLoad tried = load("gpu1", true, LARGE, 0);
    assertThat(balance.choose(List.of(cpu, tried), work(LARGE, 8), Set.of(tried)::contains))
        .hasValue(cpu);
  }
}
