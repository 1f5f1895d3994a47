package io.blatam.platform.metrics;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import kamon.Kamon;
import kamon.prometheus.PrometheusReporter;

/**
 * The process's metrics in Prometheus' text format. One registry a JVM, so one scrape serves every
 * service in it.
 */
public final class PrometheusScrape {

  private static final String SETTINGS = "kamon.prometheus";

  /**
   * Made without the web server that Kamon would open on all interfaces as soon as a reporter
   * exists, before any configuration of ours is known: every door of the platform serves the
   * scrape.
   */
  private static final PrometheusReporter REPORTER =
      new PrometheusReporter(
          SETTINGS,
          ConfigFactory.parseString(SETTINGS + ".start-embedded-http-server = no")
              .withFallback(Kamon.config()));

  private static boolean started;

  private PrometheusScrape() {}

  /**
   * Starts Kamon with this process's configuration; later calls only reconfigure. Loading modules
   * alone would not do: only {@code init} starts the clock by which metrics reach the reporter.
   */
  public static synchronized void start(Config config) {
    if (started) {
      Kamon.reconfigure(config);
      return;
    }
    started = true;
    Kamon.registerModule("prometheus", REPORTER);
    Kamon.initWithoutAttaching(config);
  }

  public static HttpResponse response() {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.create(
                    MediaTypes.TEXT_PLAIN, akka.http.javadsl.model.HttpCharsets.UTF_8),
                ByteString.fromString(REPORTER.scrapeData())));
  }
}
