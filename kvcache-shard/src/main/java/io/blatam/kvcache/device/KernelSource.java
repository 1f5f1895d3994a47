package io.blatam.kvcache.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The kernels that are shipped; src/main/cuda has their source and the script that makes them. */
final class KernelSource {

  static final String RESOURCE = "kernels.ptx";

  private KernelSource() {}

  static byte[] ptx() {
    try (InputStream in = KernelSource.class.getResourceAsStream(RESOURCE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " can not be read from the class path", e);
    }
  }
}
