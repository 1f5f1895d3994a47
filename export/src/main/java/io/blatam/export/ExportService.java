package io.blatam.export;

import akka.actor.typed.DispatcherSelector;
import akka.http.javadsl.server.Route;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import io.blatam.export.http.ExportRoutes;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The export service as a process runs it. */
public final class ExportService implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(ExportService.class);

  /** A page that uses tables, charts and both typefaces, so that all of them are loaded. */
  private static final String WARM_UP =
      """
      ---
      title: Calentamiento
      ---
      # Uno
      Texto **fuerte** y *cursiva*.

      | a | b |
      | --- | --- |
      | uno | 1 |

      ```chart
      {"type":"bar","categories":["a"],"series":[{"name":"s","values":[1]}]}
      ```
      """;

  @Override
  public String name() {
    return "export";
  }

  @Override
  public int defaultPort() {
    return 8005;
  }

  @Override
  public Route start(Platform platform) {
    Executor executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.export.dispatcher"));
    Exporter exporter = Exporter.create();
    warmUp(exporter, executor);
    return new ExportRoutes(platform.identity(), exporter, executor).routes();
  }

  /** The first PDF of a process takes seconds, mostly for loading classes; nobody waits for it. */
  private static void warmUp(Exporter exporter, Executor executor) {
    try {
      executor.execute(
          () -> {
            long started = System.nanoTime();
            exporter.export(WARM_UP, ExportFormat.PDF);
            LOG.info("PDF renderer is warm after {} ms", (System.nanoTime() - started) / 1_000_000);
          });
    } catch (RejectedExecutionException stopping) {
      LOG.debug("Not warmed up: the process is stopping");
    }
  }
}
