package io.blatam.inference.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code blatam.inference.gguf}; every component is explained beside its key in {@code
 * reference.conf}.
 *
 * @param format empty: as the file itself says
 */
public record GgufSettings(
    Path path,
    String model,
    int context,
    int threads,
    int gpuLayers,
    Optional<PromptFormat> format,
    int waiting,
    Duration age,
    Duration totalTimeout) {

  private static final String PATH = "blatam.inference.gguf.";

  public GgufSettings {
    StartupException.require(
        Files.isReadable(path), PATH + "path", "a GGUF file that can be read", path);
    StartupException.require(!model.isBlank(), PATH + "model", "a name", "''");
    StartupException.require(context >= 64, PATH + "context", "at least 64 tokens", context);
    StartupException.require(threads >= 1, PATH + "threads", "at least 1", threads);
    StartupException.require(gpuLayers >= 0, PATH + "gpu-layers", "0 or more", gpuLayers);
    StartupException.require(waiting >= 1, PATH + "waiting", "at least 1", waiting);
    StartupException.require(age.toMillis() >= 1, PATH + "age", "at least 1 ms", age);
  }

  /** Empty when no file is configured. */
  static Optional<GgufSettings> from(Config config) {
    String path = config.getString("path").strip();
    if (path.isEmpty()) {
      return Optional.empty();
    }
    int threads = config.getInt("threads");
    String format = config.getString("format");
    return Optional.of(
        new GgufSettings(
            Path.of(path),
            config.getString("model").strip(),
            config.getInt("context"),
            threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
            config.getInt("gpu-layers"),
            format.equals("auto")
                ? Optional.empty()
                : Optional.of(PromptFormat.named(format, PATH + "format")),
            config.getInt("waiting"),
            config.getDuration("age"),
            config.getDuration("total-timeout")));
  }
}
