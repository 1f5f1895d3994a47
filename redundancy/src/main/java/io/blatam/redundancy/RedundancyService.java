package io.blatam.redundancy;

import akka.actor.typed.DispatcherSelector;
import akka.http.javadsl.server.Route;
import io.blatam.inference.api.Inference;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;
import io.blatam.redundancy.http.RedundancyRoutes;
import io.blatam.redundancy.similarity.MeaningComparison;

/** Content analysis and similarity as a service of the platform. Keeps nothing. */
public final class RedundancyService implements Service {

  @Override
  public String name() {
    return "redundancy";
  }

  @Override
  public int defaultPort() {
    return 8001;
  }

  @Override
  public Route start(Platform platform) {
    return new RedundancyRoutes(
            platform.identity(),
            new MeaningComparison(Inference.get(platform.system()).embedder()),
            platform
                .system()
                .dispatchers()
                .lookup(DispatcherSelector.fromConfig("blatam.redundancy.dispatcher")))
        .routes();
  }
}
