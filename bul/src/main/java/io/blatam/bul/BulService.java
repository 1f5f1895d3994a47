package io.blatam.bul;

import static akka.http.javadsl.server.Directives.concat;

import akka.http.javadsl.server.Route;
import io.blatam.bul.agent.Agents;
import io.blatam.bul.api.DocumentQueue;
import io.blatam.bul.api.Documents;
import io.blatam.bul.bulk.Bulks;
import io.blatam.bul.event.EventRelay;
import io.blatam.bul.event.EventSettings;
import io.blatam.bul.event.TenantEvents;
import io.blatam.bul.http.AreaRoutes;
import io.blatam.bul.http.BulkRoutes;
import io.blatam.bul.http.CalculatorRoutes;
import io.blatam.bul.http.DocumentRoutes;
import io.blatam.bul.http.EventRoutes;
import io.blatam.bul.http.KnowledgeRoutes;
import io.blatam.bul.http.ProfileRoutes;
import io.blatam.bul.http.QueueRoutes;
import io.blatam.bul.http.RevisionRoutes;
import io.blatam.bul.http.ScheduleRoutes;
import io.blatam.bul.http.TemplateRoutes;
import io.blatam.bul.http.WebhookRoutes;
import io.blatam.bul.knowledge.Knowledge;
import io.blatam.bul.revision.DocumentVersions;
import io.blatam.bul.revision.Revisions;
import io.blatam.bul.round.Rounds;
import io.blatam.bul.schedule.Schedules;
import io.blatam.bul.store.VersionTable;
import io.blatam.bul.template.Templates;
import io.blatam.bul.webhook.Webhooks;
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
    Documents documents = Documents.on(platform);
    DocumentVersions versions = new DocumentVersions(platform);
    Webhooks webhooks = Webhooks.start(platform);
    Bulks bulks = Bulks.start(platform, documents);
    Schedules schedules = Schedules.start(platform, documents);
    relayEvents(platform, webhooks, bulks);
    return concat(
        new CalculatorRoutes(platform.identity()).routes(),
        new DocumentRoutes(
                documents,
                new VersionTable(platform.database()),
                platform.identity(),
                platform.artifacts())
            .routes(),
        new RevisionRoutes(
                new Revisions(platform, versions), versions, documents, platform.identity())
            .routes(),
        new AreaRoutes(Agents.on(platform), platform.identity()).routes(),
        new ProfileRoutes(Agents.on(platform).profiles(), Agents.on(platform).memory(), platform)
            .routes(),
        new QueueRoutes(DocumentQueue.on(platform), platform.identity()).routes(),
        new WebhookRoutes(webhooks, platform.identity()).routes(),
        new BulkRoutes(bulks, platform.identity(), platform.artifacts()).routes(),
        new ScheduleRoutes(schedules, platform.identity()).routes(),
        new EventRoutes(new TenantEvents(platform), platform.identity()).routes(),
        new KnowledgeRoutes(
                Knowledge.on(platform),
                platform.identity(),
                platform.artifacts(),
                platform.system())
            .routes(),
        new TemplateRoutes(
                Templates.on(platform),
                documents,
                platform.identity(),
                platform.artifacts(),
                platform.system())
            .routes());
  }

  private static void relayEvents(Platform platform, Webhooks webhooks, Bulks bulks) {
    Runnable placed =
        () -> {
          webhooks.wakeCourier();
          bulks.wakeFeeder();
        };
    Rounds.start(
        platform,
        "bul-event-relay",
        EventSettings.of(platform.config()).every(),
        () -> new EventRelay(platform, webhooks::on, placed));
  }
}
