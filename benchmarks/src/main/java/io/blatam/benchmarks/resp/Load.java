package io.blatam.benchmarks.resp;

/**
 * One kind of work, and what is asked of it.
 *
 * @param command SET or GET
 * @param valueBytes of each value
 * @param keys how many different ones; all of them fit into either server
 * @param pipeline commands that a connection sends before it reads
 * @param target the least ratio of our rate to Redis's
 */
record Load(String command, int valueBytes, int keys, int pipeline, double target) {

  static final int CONNECTIONS = 50;

  String name() {
    String size = valueBytes >= 1 << 20 ? (valueBytes >> 20) + " MB" : (valueBytes >> 10) + " KB";
    return "%s %s -P %d".formatted(command, size, pipeline);
  }

  /** Megabytes of values that so many commands a second move. */
  double megabytes(double rate) {
    return rate * valueBytes / 1e6;
  }
}
