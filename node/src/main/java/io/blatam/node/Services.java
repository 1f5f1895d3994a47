package io.blatam.node;

import akka.http.javadsl.server.Route;
import io.blatam.agents.AgentsService;
import io.blatam.bul.BulService;
import io.blatam.export.ExportService;
import io.blatam.gamma.GammaService;
import io.blatam.gateway.GatewayService;
import io.blatam.inference.http.InferenceService;
import io.blatam.kvcache.http.KvCacheService;
import io.blatam.platform.PlatformSettings;
import io.blatam.platform.Service;
import io.blatam.platform.StartupException;
import io.blatam.redundancy.RedundancyService;
import java.util.List;
import java.util.TreeSet;

/** Which services there are, and which of them a process runs. */
final class Services {

  static final String ALL = "all";

  /** Those behind the gateway. */
  static final List<String> NAMES =
      List.of("redundancy", "bul", "gamma", "agents", "export", "kv-cache", "inference");

  private Services() {}

  /** Those that others stand on first; the gateway, which lets callers in, last. */
  private static List<Service> all(Route console) {
    return List.of(
        new KvCacheService(),
        new InferenceService(),
        new ExportService(),
        new RedundancyService(),
        new BulService(),
        new GammaService(),
        new AgentsService(),
        new GatewayService(console));
  }

  /**
   * The services that {@code blatam.roles} names.
   *
   * @throws StartupException when it names one that does not exist
   */
  static List<Service> of(PlatformSettings settings, Route console) {
    List<Service> all = all(console);
    var unknown = new TreeSet<>(settings.roles());
    unknown.remove(ALL);
    all.forEach(service -> unknown.remove(service.name()));
    if (!unknown.isEmpty()) {
      throw new StartupException(
          "blatam.roles names %s; there are %s and \"all\""
              .formatted(
                  String.join(", ", unknown),
                  String.join(", ", all.stream().map(Service::name).toList())));
    }
    return all.stream().filter(service -> settings.runs(service.name())).toList();
  }
}
