package io.blatam.benchmarks.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long one client that asks one thing at a time waited for its answers.
 *
 * @param millis of each, in order of size
 * @param floodRate what the others were answered meanwhile, a second
 */
record Waits(double[] millis, double floodRate) {

  private static final byte[] PING = "PING\r\n".getBytes(ISO_8859_1);
  private static final int PONG_BYTES = "+PONG\r\n".length();
  private static final int PATIENCE_MILLIS = 60_000;
  private static final long PAUSE_NANOS = 1_000_000;

  static Waits of(Peer peer, Flood flood, double seconds) throws IOException {
    long begin = System.nanoTime();
    long answered = flood.replies();
    double[] waits = new double[(int) (seconds * 2_000)];
    int asked = 0;
    try (Socket socket = new Socket("127.0.0.1", peer.port())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      while (seconds(begin) < seconds && asked < waits.length) {
        long sent = System.nanoTime();
        out.write(PING);
        in.readNBytes(PONG_BYTES);
        waits[asked++] = (System.nanoTime() - sent) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    double took = seconds(begin);
    double[] sorted = Arrays.copyOf(waits, asked);
    Arrays.sort(sorted);
    return new Waits(sorted, (flood.replies() - answered) / took);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  double p99() {
    return at(0.99);
  }

  private double at(double share) {
    return millis[(int) Math.min(millis.length - 1, Math.floor(share * millis.length))];
  }

  String shown(String name) {
    return String.format(
        Locale.ROOT,
        "%-8s %12d %10.2f %10.2f %10.2f %14.0f",
        name,
        millis.length,
        at(0.5),
        p99(),
        millis[millis.length - 1],
        floodRate);
  }
}
