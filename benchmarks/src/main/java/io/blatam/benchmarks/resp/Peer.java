package io.blatam.benchmarks.resp;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that is measured, as a process of its own on a free port. */
final class Peer implements AutoCloseable {

  /** What all segments of the cache may hold together where nobody sets it. */
  static final long MEMORY_BYTES = 128L << 20;

  private static final long START_SECONDS = 60;

  private final String name;
  private final int port;
  private final Process process;

  private Peer(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  static Peer door(Options options) throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(options.java());
    command.addAll(List.of("-cp", absoluteClassPath(), Door.class.getName()));
    command.addAll(List.of(Integer.toString(port), scratch("blatam-bench")));
    command.addAll(options.settings());
    return started("blatam", port, new ProcessBuilder(command));
  }

  /** Those that {@code ./blatam start} gives the platform. */
  private static final List<String> JVM_FLAGS =
      List.of(
          "-Xmx768m",
          "-XX:NewSize=256m",
          "-XX:SurvivorRatio=6",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.util.concurrent.ForkJoinPool.common.parallelism="
              + Math.max(2, Runtime.getRuntime().availableProcessors()),
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8");

  static Peer redis() throws IOException, InterruptedException {
    int port = freePort();
    return started(
        "redis",
        port,
        new ProcessBuilder(
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--maxmemory",
            Long.toString(MEMORY_BYTES),
            "--maxmemory-policy",
            "allkeys-lru",
            "--dir",
            scratch("redis-bench")));
  }

  private static Peer started(String name, int port, ProcessBuilder command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(name + "-bench", ".log");
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Peer peer = new Peer(name, port, process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Keys keys = new Keys(peer)) {
        keys.clear();
        return peer;
      } catch (IOException notYet) {
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    peer.close();
    throw new IOException(name + " did not start; it said: " + Files.readString(log));
  }

  private static String absoluteClassPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static String scratch(String name) throws IOException {
    return Files.createTempDirectory(name).toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
