package io.blatam.kvcache.http;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.client.KvCacheExtension;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;

/** The cache as a service of the platform. */
public final class KvCacheService implements Service {

  @Override
  public String name() {
    return "kv-cache";
  }

  @Override
  public int defaultPort() {
    return 8006;
  }

  @Override
  public Route start(Platform platform) {
    ClusterKvCache cache = KvCacheExtension.of(platform.system());
    return new KvCacheRoutes(cache, platform.identity(), platform.system().executionContext())
        .routes();
  }
}
