package io.blatam.bul;

import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import io.blatam.bul.api.Documents;
import io.blatam.bul.http.CalculatorRoutes;
import io.blatam.bul.http.DocumentRoutes;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;

/** Business Unlimited: briefs in, finished business documents out. */
public final class BulService implements Service {

  @Override
  public String name() {
    return "bul";
  }

  @Override
  public int defaultPort() {
    return 8002;
  }

  @Override
  public Route start(Platform platform) {
    return Directives.concat(
        new CalculatorRoutes(platform.identity()).routes(),
        new DocumentRoutes(Documents.on(platform), platform.identity(), platform.artifacts())
            .routes());
  }
}
