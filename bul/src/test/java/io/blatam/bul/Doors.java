package io.blatam.bul;

import io.blatam.bul.http.BulClient;
import io.blatam.platform.testkit.Engine;
import io.blatam.platform.testkit.ScratchPlatform;
import io.blatam.platform.testkit.ScratchPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;

/**
 * The service on each database, one of each a JVM, for tests that keep to tenants of their own:
 * starting and stopping a platform takes longer than most of what they look at.
 */
public final class Doors {

  private static final String SETTINGS =
      """
      blatam.bul {
        webhooks {
          allow = ["127.0.0.0/8"], ports = [], every = 100ms, timeout = 5s
          retry { first = 20ms, cap = 100ms, give-up-after = 30s }
        }
        bulk { in-queue = 3, every = 100ms }
        schedules { every = 100ms, grace = 2h }
        events.every = 50ms
      }
      """;

  private final ScratchPlatform platform;
  private final URI server;

  private Doors(String database) {
    platform = ScratchPlatform.start(folder(), SETTINGS + database);
    server = platform.serve("bul", new BulService().start(platform.platform()));
  }

  public static Doors on(Engine engine) {
    return engine == Engine.H2 ? OnH2.ONE : OnPostgres.ONE;
  }

  public ScratchPlatform platform() {
    return platform;
  }

  public URI server() {
    return server;
  }

  public BulClient newTenant() {
    return BulClient.of(server, platform.token("tenant-" + UUID.randomUUID(), "documents"));
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("blatam-doors");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException beingWritten) {
      // The operating system clears what is left.
    }
  }

  private static final class OnH2 {
    private static final Doors ONE = new Doors("");
  }

  private static final class OnPostgres {
    private static final Doors ONE =
        new Doors(
            "blatam.database { url = \"" + ScratchPostgres.newDatabase() + "\", user = postgres }");
  }
}
