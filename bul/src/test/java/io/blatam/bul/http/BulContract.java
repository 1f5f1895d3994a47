package io.blatam.bul.http;

import io.blatam.bul.BulService;
import io.blatam.platform.Platform;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole service for one test class, over the database that it names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BulContract {

  private ScratchPlatform scratch;
  private URI server;

  /** Where the database is. */
  abstract String settings();

  @BeforeAll
  void start(@TempDir Path directory) {
    scratch = ScratchPlatform.start(directory, settings());
    server = scratch.serve("bul", new BulService().start(scratch.platform()));
  }

  @AfterAll
  void stop() {
    scratch.close();
  }

  /** Of a tenant that nobody else has. */
  final BulClient newTenant() {
    return client("tenant-" + UUID.randomUUID());
  }

  final BulClient client(String tenant) {
    return BulClient.of(server, scratch.token(tenant, "documents"));
  }

  /** As {@link #newTenant}, for any route. */
  final HttpCaller newCaller() {
    return newTenant().caller();
  }

  final Platform platform() {
    return scratch.platform();
  }
}
