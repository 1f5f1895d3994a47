package io.blatam.platform.metrics;

import java.util.concurrent.TimeUnit;
import kamon.Kamon;
import kamon.metric.Metric;
import kamon.tag.TagSet;

/** Rate, errors and duration of one service's HTTP door. Thread-safe. */
public final class HttpMetrics {

  private static final Metric.Timer DURATION =
      Kamon.timer(
          "blatam.http.server.duration", "Time from the request's head to the answer's head");

  private final String service;

  public HttpMetrics(String service) {
    this.service = service;
  }

  public void record(String method, int status, long nanos) {
    DURATION
        .withTags(
            TagSet.builder()
                .add("service", service)
                .add("method", method)
                .add("status", Integer.toString(status))
                .build())
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
