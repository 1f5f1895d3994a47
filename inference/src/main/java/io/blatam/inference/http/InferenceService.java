package io.blatam.inference.http;

import akka.http.javadsl.server.Route;
import io.blatam.inference.api.Inference;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;

/** Inference as a service of the platform. */
public final class InferenceService implements Service {

  @Override
  public String name() {
    return "inference";
  }

  @Override
  public int defaultPort() {
    return 8007;
  }

  @Override
  public Route start(Platform platform) {
    Inference inference = Inference.get(platform.system());
    return new InferenceRoutes(inference, platform.identity(), platform.system(), platform.clock())
        .routes();
  }
}
