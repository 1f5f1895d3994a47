package io.blatam.node.launch;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The command line of a platform process: this JVM's own Java and class path, with flags for a
 * server that shares a small machine.
 */
final class JavaCommand {

  private static final String MAIN = "io.blatam.node.Node";

  private JavaCommand() {}

  static List<String> platform(Installation installation, Map<String, String> environment) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            // What the young generation may have at most, from the beginning: the cache's values
            // pass through it, and a small one copies those that are still held more often.
            "-XX:NewSize=256m",
            "-XX:SurvivorRatio=6",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // With two CPUs the common pool has a parallelism of one, and every CompletionStage
            // callback starts a thread of its own.
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism="
                + Math.max(2, Runtime.getRuntime().availableProcessors()),
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8"));
    command.addAll(simd());
    command.addAll(sharedClasses());
    installation.config().ifPresent(file -> command.add("-Dconfig.file=" + file.toAbsolutePath()));
    command.addAll(words(environment.getOrDefault("BLATAM_JAVA_OPTS", "")));
    command.add("-Dblatam.home=" + installation.home());
    command.add("-cp");
    command.add(absoluteClassPath());
    command.add(MAIN);
    return command;
  }

  /** Without the Vector API the cache's codecs and cosines are plain loops. */
  private static List<String> simd() {
    return ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent()
        ? List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=dontinline,io.blatam.kvcache.codec.VectorLoops::*")
        : List.of();
  }

  /**
   * Class-data sharing: the first platform after a build writes the archive when it stops, the
   * later ones start from it.
   */
  private static List<String> sharedClasses() {
    Path jar = Path.of(absoluteClassPath().split(File.pathSeparator)[0]);
    if (!Files.isRegularFile(jar)) {
      return List.of();
    }
    Path archive = jar.resolveSibling("platform-" + Runtime.version() + ".jsa");
    return SharedClasses.isFresh(archive, jar)
        ? List.of(
            "-Xshare:auto",
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:disable",
            "-Xlog:all=error:stderr")
        : List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr");
  }

  private static String absoluteClassPath() {
    return String.join(
        File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
