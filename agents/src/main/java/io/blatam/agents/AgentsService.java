package io.blatam.agents;

import static akka.http.javadsl.server.Directives.concat;

import akka.actor.typed.DispatcherSelector;
import akka.http.javadsl.server.Route;
import io.blatam.agents.http.NlpRoutes;
import io.blatam.agents.http.WorkflowRoutes;
import io.blatam.agents.steps.BulWriter;
import io.blatam.agents.steps.DocumentSteps;
import io.blatam.agents.workflow.WorkflowSettings;
import io.blatam.agents.workflow.Workflows;
import io.blatam.bul.api.Documents;
import io.blatam.export.api.Exporter;
import io.blatam.platform.Platform;
import io.blatam.platform.Service;
import java.util.concurrent.Executor;

/** Language agents and durable workflows as a service of the platform. */
public final class AgentsService implements Service {

  @Override
  public String name() {
    return "agents";
  }

  @Override
  public int defaultPort() {
    return 8004;
  }

  @Override
  public Route start(Platform platform) {
    Executor reading = dispatcher(platform, "blatam.agents.reading-dispatcher");
    Executor working = dispatcher(platform, "blatam.agents.workflow-dispatcher");
    BulWriter writer = new BulWriter(Documents.on(platform), platform.system());
    DocumentSteps steps =
        new DocumentSteps(
            writer, platform.artifacts(), Exporter.create(), platform.system(), working);
    Workflows workflows = Workflows.start(platform, steps, WorkflowSettings.of(platform.config()));
    return concat(
        new NlpRoutes(platform.identity(), reading).routes(),
        new WorkflowRoutes(
                workflows,
                writer,
                platform.artifacts(),
                platform.identity(),
                platform.system().executionContext())
            .routes());
  }

  private static Executor dispatcher(Platform platform, String key) {
    return platform.system().dispatchers().lookup(DispatcherSelector.fromConfig(key));
  }
}
