package io.blatam.benchmarks.resp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's redis-benchmark, one run of it. */
final class RedisBenchmark {

  private static final long PATIENCE_SECONDS = 60;

  private RedisBenchmark() {}

  static Measurement run(Peer peer, Load load, long requests)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "redis-benchmark",
            "-p",
            Integer.toString(peer.port()),
            "-P",
            Integer.toString(load.pipeline()),
            "-c",
            Integer.toString(Load.CONNECTIONS),
            "-d",
            Integer.toString(load.valueBytes()),
            "-r",
            Integer.toString(load.keys()),
            "-n",
            Long.toString(requests),
            "-t",
            load.command().toLowerCase(java.util.Locale.ROOT),
            "--csv");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("redis-benchmark against " + peer.name() + " failed: " + said);
      }
      return parse(load, said);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A line: the test, then replies a second, then latencies: mean, least, p50, p95, p99, most. */
  private static Measurement parse(Load load, String said) throws IOException {
    for (String line : said.split("\n")) {
      String[] columns = line.replace("\"", "").split(",");
      if (columns.length == 8 && columns[0].equals(load.command())) {
        return new Measurement(Double.parseDouble(columns[1]), Double.parseDouble(columns[6]));
      }
    }
    throw new IOException("redis-benchmark said no rate: " + said);
  }
}
