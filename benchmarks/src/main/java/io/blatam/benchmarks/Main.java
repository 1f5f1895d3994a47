package io.blatam.benchmarks;

import io.blatam.benchmarks.batch.BatchBench;
import io.blatam.benchmarks.bul.BulBench;
import io.blatam.benchmarks.bul.DocumentsBench;
import io.blatam.benchmarks.codecs.CodecBench;
import io.blatam.benchmarks.copies.CopiesBench;
import io.blatam.benchmarks.devices.DeviceBench;
import io.blatam.benchmarks.handover.HandOverBench;
import io.blatam.benchmarks.policies.CurveBench;
import io.blatam.benchmarks.policies.PolicyBench;
import io.blatam.benchmarks.resp.FloodBench;
import io.blatam.benchmarks.resp.RespBench;
import io.blatam.benchmarks.routing.RoutingBench;
import io.blatam.benchmarks.segment.SegmentBench;
import io.blatam.benchmarks.semantic.SemanticBench;
import io.blatam.benchmarks.stampede.StampedeBench;
import io.blatam.benchmarks.tiers.TiersBench;
import io.blatam.benchmarks.writes.WriteBench;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ./blatam bench NAME ...}. */
public final class Main {

  /** Prints a table; its result is the process's exit status. */
  private interface Run {
    int run(List<String> arguments) throws Exception;
  }

  private record Bench(String name, String arguments, Run run) {}

  private static final List<Bench> BENCHES =
      List.of(
          new Bench("routing", "[--text DIR]", RoutingBench::run),
          new Bench("documents", "[COUNT]", DocumentsBench::run),
          new Bench("bul", "[queue|briefs|model]", BulBench::run),
          new Bench("codecs", "", arguments -> CodecBench.run()),
          new Bench("policies", "--traces DIR", PolicyBench::run),
          new Bench("curve", "--traces DIR", CurveBench::run),
          new Bench("resp", RespBench.usage(), RespBench::run),
          new Bench("flood", "[CLIENTS]", FloodBench::run),
          new Bench("segment", "", arguments -> SegmentBench.run()),
          new Bench("semantic", "[--data DIR]", SemanticBench::run),
          new Bench("batch", "", arguments -> BatchBench.run()),
          new Bench("writes", "[JDBC-URL USER]", WriteBench::run),
          new Bench("devices", "", arguments -> DeviceBench.run()),
          new Bench("copies", "", arguments -> CopiesBench.run()),
          new Bench("handover", "[MEGABYTES]", HandOverBench::run),
          new Bench("stampede", "", arguments -> StampedeBench.run()),
          new Bench("tiers", "--text DIR", TiersBench::run));

  private static final List<String> HELP = List.of("-h", "--help");

  private Main() {}

  public static void main(String[] arguments) {
    List<String> all = List.of(arguments);
    for (Bench bench : BENCHES) {
      if (!all.isEmpty() && bench.name().equals(all.get(0))) {
        System.exit(exitStatus(bench, all.subList(1, all.size())));
      }
    }
    boolean asked = !all.isEmpty() && HELP.contains(all.get(0));
    (asked ? System.out : System.err).println(usage());
    System.exit(asked ? 0 : 2);
  }

  private static String usage() {
    return BENCHES.stream()
        .map(bench -> "  ./blatam bench " + bench.name() + " " + bench.arguments())
        .collect(Collectors.joining("\n", "Usage:\n", ""));
  }

  /** What a failed one leaves running, a platform's threads among it, ends with the process. */
  private static int exitStatus(Bench bench, List<String> arguments) {
    try {
      return bench.run().run(arguments);
    } catch (Exception failure) {
      failure.printStackTrace();
      return 1;
    }
  }
}
