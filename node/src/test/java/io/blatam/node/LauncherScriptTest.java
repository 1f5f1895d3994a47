package io.blatam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script itself, in a copy of the project that has been built already. */
class LauncherScriptTest {

  private static final Path SCRIPT = Path.of("..", "blatam").toAbsolutePath().normalize();

  @TempDir Path scratch;

  private Path project;

  @BeforeEach
  void aBuiltProject() throws IOException {
    project = Files.createDirectories(scratch.resolve("mi proyecto ñ"));
    Files.copy(SCRIPT, project.resolve("blatam"), StandardCopyOption.COPY_ATTRIBUTES);
    Path target = Files.createDirectories(project.resolve("node/target"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
    try (var jar =
        new JarOutputStream(Files.newOutputStream(target.resolve("blatam-node-0.jar")), manifest)) {
      jar.finish();
    }
    Files.createFile(target.resolve("built"));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash"})
  void help_folderWithSpaces_listsTheVerbs(String shell) throws Exception {
    Said said = run(scratch, shell, project.resolve("blatam").toString(), "help");
    assertThat(said.out()).contains("generate", "start", "stop", "status", "logs", "token");
    assertThat(said.err()).isEmpty();
    assertThat(said.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--help, restore",
    "-h, restore",
    "generate --help, --template",
    "cache stats -h, --namespace",
    "test --help, kill",
    "load -h, SECONDS",
    "help test, kill",
    "--version, blatam",
  })
  void help_askedAsOtherProgramsAreAsked_isGiven(String arguments, String word) throws Exception {
    var command = new ArrayList<>(List.of(project.resolve("blatam").toString()));
    command.addAll(List.of(arguments.split(" ")));
    Said said = run(scratch, command.toArray(String[]::new));
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).contains(word);
    assertThat(said.exitCode()).isZero();
  }

  @Test
  void help_throughALinkFromElsewhere_findsTheProject() throws Exception {
    Path link = Files.createSymbolicLink(scratch.resolve("b"), project.resolve("blatam"));
    assertThat(run(scratch, link.toString(), "help").out()).contains("generate");
  }

  @Test
  void status_nothingRuns_exitsWithThree() throws Exception {
    Said said = run(scratch, project.resolve("blatam").toString(), "status", "--json");
    assertThat(said.exitCode()).isEqualTo(3);
    assertThat(said.out().strip()).isEqualTo("{\"running\":false}");
  }

  @Test
  void unknownVerb_anyLocale_exitsWithTwoAndKeepsItsLetters() throws Exception {
    Said said = run(scratch, project.resolve("blatam").toString(), "cafetería");
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err()).contains("'cafetería'");
  }

  @Test
  void start_noJdkToBeFound_saysInOneLineWhatToInstall() throws Exception {
    Path tools = Files.createDirectories(scratch.resolve("bin"));
    for (String tool : List.of("sh", "dirname", "readlink", "sed", "head", "find", "id", "cut")) {
      Files.copy(which(tool), tools.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
    }
    String script =
        Files.readString(project.resolve("blatam")).replace("/usr/lib/jvm/", "/nowhere/");
    Files.writeString(project.resolve("blatam"), script);
    var process =
        new ProcessBuilder(
            tools.resolve("sh").toString(), project.resolve("blatam").toString(), "start");
    process.environment().clear();
    process.environment().put("PATH", tools.toString());
    Said said = run(process);
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err().strip().lines())
        .singleElement()
        .asString()
        .contains("a JDK 17 or newer is missing");
  }

  private static Path which(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private record Said(int exitCode, String out, String err) {}

  private static Said run(Path folder, String... command) throws Exception {
    ProcessBuilder process = new ProcessBuilder(new ArrayList<>(List.of(command)));
    process.directory(folder.toFile());
    process
        .environment()
        .keySet()
        .removeIf(
            name -> name.startsWith("BLATAM_") || name.startsWith("LC_") || name.equals("LANG"));
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return run(process);
  }

  private static Said run(ProcessBuilder builder) throws Exception {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    try {
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Said(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
