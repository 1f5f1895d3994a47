package io.blatam.bul;

import static akka.http.javadsl.server.Directives.concat;

import akka.http.javadsl.server.Route;
import io.blatam.bul.api.Documents;
import io.blatam.bul.http.DocumentRoutes;
import io.blatam.bul.http.KnowledgeRoutes;
import io.blatam.bul.knowledge.Knowledge;
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
    return concat(
        new DocumentRoutes(Documents.on(platform), platform.identity(), platform.artifacts())
            .routes(),
        new KnowledgeRoutes(
                Knowledge.on(platform),
                platform.identity(),
                platform.artifacts(),
                platform.system())
            .routes());
  }
}
