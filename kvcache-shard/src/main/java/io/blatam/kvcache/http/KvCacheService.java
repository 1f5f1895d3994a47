package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.api.DevicePool;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.client.KvCacheExtension;
import io.blatam.kvcache.resp.server.RespDoor;
import io.blatam.kvcache.settings.RespSettings;
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
    TamperingAudit.start(platform.system(), platform.audit());
    RespSettings resp = RespSettings.from(platform.config());
    if (resp.enabled()) {
      RespDoor.start(platform.system(), resp, platform.identity());
    }
    Route figures = new KvCacheRoutes(platform, cache).routes();
    DevicePool devices = DevicePool.get(platform.system());
    return concat(figures, new DeviceRoutes(devices, platform.identity()).routes());
  }
}
