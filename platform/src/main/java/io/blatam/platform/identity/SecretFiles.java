package io.blatam.platform.identity;

import io.blatam.platform.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * Secrets that are made at first start and kept in one folder that only its owner can read.
 * Processes that start at the same moment agree on one secret: the folder is locked while it is
 * made.
 */
public final class SecretFiles implements Secrets {

  private final Path folder;

  /**
   * @throws StartupException when the folder can not be made or entered
   */
  public SecretFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      restrict(folder, "rwx------");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public String readOrCreate(String name, Supplier<String> fresh) {
    Path file = folder.resolve(name);
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = lock.lock()) {
      if (!Files.exists(file)) {
        write(file, fresh.get());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Makes {@code name} hold {@code secret}; nothing is written when it does already. */
  void replace(String name, String secret) {
    if (readOrCreate(name, () -> secret).equals(secret)) {
      return;
    }
    try {
      write(folder.resolve(name), secret);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Readable by its owner from its first byte on, and never half written. */
  private void write(Path file, String secret) throws IOException {
    Path half = Files.createTempFile(folder, file.getFileName().toString(), ".new");
    restrict(half, "rw-------");
    Files.write(half, secret.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private StartupException unusable(IOException e) {
    return new StartupException(
        "can not keep secrets in "
            + folder
            + ": "
            + e.getMessage()
            + "; make the folder writable or set blatam.data-dir",
        e);
  }
}
