package io.blatam.benchmarks.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArtificialTracesTest {

  private final Map<String, Trace> traces =
      ArtificialTraces.all().stream().collect(Collectors.toMap(Trace::name, Function.identity()));

  @Test
  void all_madeTwice_areTheSame() {
    List<Trace> again = ArtificialTraces.all();
    assertThat(again).hasSize(traces.size());
    for (Trace trace : again) {
      assertThat(trace.keys()).as(trace.name()).isEqualTo(traces.get(trace.name()).keys());
    }
  }

  @Test
  void zipf_mostPopularKeys_areAskedForAsOftenAsTheLawSays() {
    int[] keys = traces.get("zipf-0.9").keys();
    Map<Integer, Integer> counts = new HashMap<>();
    Arrays.stream(keys).forEach(key -> counts.merge(key, 1, Integer::sum));
    double[] shares =
        counts.values().stream().mapToDouble(count -> count / (double) keys.length).toArray();
    Arrays.sort(shares);
    double sum = 0;
    for (int i = 1; i <= 20_000; i++) {
      sum += Math.pow(i, -0.9);
    }
    assertThat(shares[shares.length - 1]).isBetween(0.95 / sum, 1.05 / sum);
    assertThat(shares[shares.length - 2]).isBetween(0.45 / sum, 0.6 / sum);
  }

  @Test
  void traces_areOfTheKindTheyAreMeantToBe() {
    assertThat(traces.values().stream().filter(Trace::sized).map(Trace::name))
        .containsExactly("sizes");
    assertThat(traces.values().stream().filter(Trace::chained).map(Trace::name))
        .containsExactly("chats");
    assertThat(traces.get("loops").distinct()).isEqualTo(10_500);
    assertThat(traces.get("drift").distinct()).isBetween(10_000, 14_000);
  }
}
