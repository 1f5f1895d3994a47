package io.blatam.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Documents that several tests read. */
public final class Samples {

  private Samples() {}

  /** A Spanish business plan with cover, contents, long and wide tables and every kind of chart. */
  public static String businessPlan() {
    return read("plan-de-negocio.md");
  }

  public static String read(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
