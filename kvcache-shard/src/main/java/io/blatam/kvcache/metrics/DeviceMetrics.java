package io.blatam.kvcache.metrics;

import kamon.Kamon;
import kamon.metric.Gauge;
import kamon.tag.TagSet;

/** One device's share in the registry. Belongs to the device's actor. */
public final class DeviceMetrics {

  private static final String WORK = "blatam.kvcache.device.work";

  private final TagSet tags;
  private final Gauge queue;
  private final Gauge freeBytes;
  private final Gauge residentBytes;
  private final Gauge leftOut;

  public DeviceMetrics(String device) {
    tags = TagSet.of("device", device);
    queue = Kamon.gauge("blatam.kvcache.device.queue").withTags(tags);
    freeBytes = Kamon.gauge("blatam.kvcache.device.free-bytes").withTags(tags);
    residentBytes = Kamon.gauge("blatam.kvcache.device.resident-bytes").withTags(tags);
    leftOut = Kamon.gauge("blatam.kvcache.device.left-out").withTags(tags);
    leftOut.update(0);
  }

  public void done(String work) {
    count(work, "done");
  }

  /** Had to be done elsewhere. */
  public void failed(String work) {
    count(work, "failed");
  }

  private void count(String work, String result) {
    Kamon.counter(WORK).withTags(tags).withTag("work", work).withTag("result", result).increment();
  }

  public void holds(int queued, long free, long resident) {
    queue.update(queued);
    freeBytes.update(free);
    residentBytes.update(resident);
  }

  public void leftOut() {
    leftOut.update(1);
    holds(0, 0, 0);
  }
}
