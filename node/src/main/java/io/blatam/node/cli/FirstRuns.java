package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * How long each brief took when it was first written, kept by the client, because only it knows how
 * long a person waited. One small file a brief, below the data folder.
 */
record FirstRuns(Path folder) {

  /** Seconds of the run that wrote {@code request}'s document, where there was one. */
  Optional<Double> seconds(JsonNode request) throws IOException {
    try {
      return Optional.of(Double.parseDouble(Files.readString(file(request)).strip()));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void remember(JsonNode request, double seconds) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(file(request), Double.toString(seconds));
  }

  private Path file(JsonNode request) {
    return folder.resolve(DigestUtils.sha256Hex(Json.write(request)));
  }
}
