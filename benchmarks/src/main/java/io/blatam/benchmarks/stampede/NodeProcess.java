package io.blatam.benchmarks.stampede;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link StampedeNode} in a JVM of its own, seen from outside. */
final class NodeProcess implements AutoCloseable {

  private static final long ANSWER_SECONDS = 90;

  private final Process process;
  private final PrintStream in;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final int port;

  private NodeProcess(Process process) throws InterruptedException {
    this.process = process;
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "node-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    this.port = Integer.parseInt(answer("PORT").get(0));
  }

  static NodeProcess start(Optional<NodeProcess> member) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:+UseSerialGC");
    command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
    command.add("--add-modules");
    command.add("jdk.incubator.vector");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(StampedeNode.class.getName());
    member.ifPresent(it -> command.add(Integer.toString(it.port)));
    return new NodeProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("LOAD")) {
          loads.incrementAndGet();
        } else {
          answers.add(line);
        }
      }
    } catch (IOException e) {
      answers.add("GONE " + e.getMessage());
    }
  }

  void tell(String line) {
    in.println(line);
  }

  /** The words behind {@code name} in the answer of that name; others are passed over. */
  List<String> answer(String name) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
    while (true) {
      String line = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new IllegalStateException(
            "node " + process.pid() + " did not answer '" + name + "' in " + ANSWER_SECONDS + " s");
      }
      List<String> words = List.of(line.split(" "));
      if (words.get(0).equals(name)) {
        return words.subList(1, words.size());
      }
    }
  }

  long ask(String question) throws InterruptedException {
    tell(question);
    return Long.parseLong(answer(question.toUpperCase(Locale.ROOT)).get(0));
  }

  Round result() throws InterruptedException {
    List<String> words = answer("RESULT");
    long[] micros = words.stream().skip(3).mapToLong(Long::parseLong).sorted().toArray();
    return new Round(
        0,
        Integer.parseInt(words.get(0)),
        Integer.parseInt(words.get(1)),
        Integer.parseInt(words.get(2)),
        micros);
  }

  /** How many loads began here since this was last asked. */
  int loads() {
    return loads.getAndSet(0);
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
