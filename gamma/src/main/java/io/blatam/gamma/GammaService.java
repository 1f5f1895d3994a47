package io.blatam.gamma;

import akka.http.javadsl.server.Route;
import io.blatam.gamma.http.PresentationRoutes;
import io.blatam.gamma.production.GammaSettings;
import io.blatam.gamma.production.Presentations;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;

/** The presentation service as a process runs it. */
public final class GammaService implements Service {

  @Override
  public String name() {
    return "gamma";
  }

  @Override
  public int defaultPort() {
    return 8003;
  }

  @Override
  public Route start(Platform platform) {
    Presentations presentations =
        Presentations.start(platform, GammaSettings.from(platform.config()));
    return new PresentationRoutes(presentations, platform.identity(), platform.artifacts())
        .routes();
  }
}
