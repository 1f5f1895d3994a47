package io.blatam.node.launch;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One installation on this machine.
 *
 * @param home the project's folder; relative paths of the configuration start here
 * @param config the operator's file, where there is one
 * @param data the folder that everything the platform keeps lives in
 */
public record Installation(Path home, Optional<Path> config, Path data) {

  private static final String OPERATORS_FILE = "application.conf";

  /**
   * The installation that the launcher script points to.
   *
   * @throws StartupException when the operator's file can not be read
   */
  public static Installation here(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("BLATAM_HOME", "")).toAbsolutePath().normalize();
    Optional<Path> named =
        Optional.ofNullable(environment.get("BLATAM_CONFIG"))
            .filter(name -> !name.isBlank())
            .map(name -> Path.of(name).toAbsolutePath());
    Path beside = home.resolve(OPERATORS_FILE);
    Optional<Path> file =
        named.isPresent() ? named : Optional.of(beside).filter(path -> Files.exists(path));
    Config settings = file.map(Installation::readOperatorsFile).orElse(ConfigFactory.empty());
    Config withDefaults =
        settings.withFallback(
            ConfigFactory.parseMap(
                Map.of("blatam.data-dir", environment.getOrDefault("BLATAM_DATA_DIR", "data"))));
    return new Installation(home, file, home.resolve(dataFolder(withDefaults)).normalize());
  }

  /**
   * What the operator's file says, resolved against the environment.
   *
   * @throws StartupException when it is not there, not readable or not HOCON
   */
  public static Config readOperatorsFile(Path file) {
    if (!Files.isReadable(file)) {
      throw new StartupException(
          file + " can not be read; make it readable, or set BLATAM_CONFIG to another file");
    }
    try {
      return ConfigFactory.parseFile(file.toFile()).resolve();
    } catch (ConfigException e) {
      throw new StartupException(file + " can not be understood: " + e.getMessage(), e);
    }
  }

  private static String dataFolder(Config settings) {
    try {
      return settings.getString("blatam.data-dir");
    } catch (ConfigException e) {
      throw new StartupException("blatam.data-dir: " + e.getMessage(), e);
    }
  }

  public Path logFile() {
    return data.resolve("logs").resolve("blatam.log");
  }

  /** What the platform says to whoever starts it; its standard error. */
  public Path startupFile() {
    return data.resolve("logs").resolve("startup.txt");
  }

  public Path secrets() {
    return data.resolve("secrets");
  }

  /** Where a running platform says who it is. */
  public RunFile runFile() {
    return new RunFile(data.resolve("run.json"));
  }
}
