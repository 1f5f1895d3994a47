package io.blatam.benchmarks.resp;

import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.http.KvCacheService;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.Platform;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.util.Map;

/**
 * The process that is measured: the platform's foundation and the cache, with the settings that
 * they have where nobody sets any. Only its ports and its data folder are its own, so that it gets
 * in no other platform's way. It ends with its standard input.
 */
public final class Door {

  private Door() {}

  /**
   * @param arguments the RESP port, the data folder, then settings of the cache as {@code
   *     KEY=VALUE}
   */
  public static void main(String[] arguments) throws IOException {
    try {
      Platform platform =
          Bootstrap.start(
              Bootstrap.configuration(
                  settings(arguments)
                      .withFallback(
                          ConfigFactory.parseMap(
                              Map.of(
                                  "blatam.kv-cache.resp.port",
                                  arguments[0],
                                  "blatam.data-dir",
                                  arguments[1],
                                  "blatam.cluster.port",
                                  0,
                                  "blatam.management.enabled",
                                  false)))));
      new KvCacheService().start(platform);
    } catch (StartupException e) {
      System.err.println("the door could not start: " + e.getMessage());
      System.exit(1);
    }
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static com.typesafe.config.Config settings(String[] arguments) {
    StringBuilder lines = new StringBuilder();
    for (int i = 2; i < arguments.length; i++) {
      lines.append(arguments[i]).append('\n');
    }
    return ConfigFactory.parseString(lines.toString());
  }
}
