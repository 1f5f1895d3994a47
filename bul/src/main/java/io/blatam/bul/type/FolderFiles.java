package io.blatam.bul.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types in an operator's folder.
 *
 * @param folder holds one folder a type
 */
public record FolderFiles(Path folder) implements TypeFiles {

  @Override
  public Optional<String> find(String path) {
    Path file = folder.resolve(path);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public String name(String path) {
    return folder.resolve(path).toString();
  }

  /** The ids of the types in the folder, sorted. */
  public List<String> ids() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry.resolve("type.yaml")))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
