package io.blatam.kvcache.client;

import com.typesafe.config.Config;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.tier.TierSettings;
import io.blatam.platform.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the cache takes of the heap when it is full. One that does not fit ends the process hours
 * later, under load, and with it everything else that runs there.
 */
final class MemoryNeed {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryNeed.class);

  /** The other half is the young generation's, and everybody else's. */
  private static final int PART = 2;

  private static final int MIB = 1 << 20;

  private MemoryNeed() {}

  /**
   * @param heap the most that the JVM will take, in bytes
   * @throws StartupException if a node that has nobody to share with can not hold it
   */
  static void require(Config root, long heap) {
    KvCacheSettings cache = KvCacheSettings.from(root);
    long segment =
        cache.segmentBytes() + TierSettings.from(root).warmBytes() + cache.existsLease().maxBytes();
    long need = cache.segments() * segment;
    boolean clustered = root.getString("akka.actor.provider").contains("cluster");
    if (!clustered || need <= heap / PART) {
      return;
    }
    String said =
        "blatam.kvcache.segment-bytes: "
            + cache.segments()
            + " segments take "
            + need / MIB
            + " MiB with what is warm or promised, and may have half of this JVM's heap of "
            + heap / MIB
            + " MiB; start it with BLATAM_JAVA_OPTS=-Xmx"
            + enough(need)
            + "m or more, or make segments smaller";
    if (alone(root)) {
      throw new StartupException(said);
    }
    LOG.warn("a node that is left alone could not hold the cluster's cache: {}", said);
  }

  /** A JVM says that it has less than -Xmx, by a space for survivors. In hundreds of MiB. */
  private static long enough(long need) {
    return (PART * need / MIB * 108 / 100 / 100 + 1) * 100;
  }

  private static boolean alone(Config root) {
    String join = "blatam.cluster.join";
    return root.hasPath(join) && root.getString(join).equals("self");
  }
}
