package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.schedule.Schedule;
import io.blatam.bul.schedule.ScheduleAsk;
import io.blatam.bul.schedule.ScheduledRun;
import io.blatam.bul.schedule.Schedules;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/bul/schedules}: documents on a date. */
public final class ScheduleRoutes {

  private static final String SCHEDULES = "/api/v1/bul/schedules";
  private static final int RUNS_SHOWN = 5;

  private final Schedules schedules;
  private final Identity identity;

  public ScheduleRoutes(Schedules schedules, Identity identity) {
    this.schedules = schedules;
    this.identity = identity;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul").slash("schedules"),
        () -> identity.requiring(Scopes.DOCUMENTS, this::ofTenant));
  }

  private Route ofTenant(Principal caller) {
    return concat(
        path("preview", () -> post(() -> preview(caller))),
        new OwnThings<>(SCHEDULES, ScheduleAsk.class, new Desk())
            .routes(caller, id -> path("runs", () -> get(() -> runs(caller, id)))));
  }

  /** One alone is shown with what it will do next. */
  private final class Desk implements OwnThings.Desk<ScheduleAsk> {

    @Override
    public CompletionStage<ObjectNode> create(
        Principal caller, ScheduleAsk asked, String requestId) {
      return schedules.create(caller, asked, requestId).thenApply(made -> whole(made));
    }

    @Override
    public CompletionStage<List<ObjectNode>> list(Principal caller) {
      return schedules
          .list(caller.tenant())
          .thenApply(all -> all.stream().map(ScheduleRoutes::resource).toList());
    }

    @Override
    public CompletionStage<ObjectNode> find(Principal caller, String id) {
      return schedules.find(caller.tenant(), id).thenApply(found -> whole(found));
    }

    @Override
    public CompletionStage<ObjectNode> change(
        Principal caller, String id, ScheduleAsk change, String requestId) {
      return schedules.change(caller, id, change, requestId).thenApply(now -> whole(now));
    }

    @Override
    public CompletionStage<Void> delete(Principal caller, String id, String requestId) {
      return schedules.delete(caller, id, requestId);
    }
  }

  private Route preview(Principal caller) {
    return Json.body(
        ScheduleAsk.class,
        asked -> {
          ObjectNode shown = Json.mapper().createObjectNode();
          runs(shown, schedules.preview(caller, asked, RUNS_SHOWN));
          return Json.ok(shown);
        });
  }

  private Route runs(Principal caller, String id) {
    return Paging.extract(
        paging ->
            onSuccess(
                schedules.runs(
                    caller.tenant(),
                    id,
                    paging.cursor().map(ScheduleRoutes::moment),
                    paging.limitAndOne()),
                found ->
                    Json.ok(
                        paging.page(
                            found,
                            ScheduleRoutes::resource,
                            last -> last.occurrence().toString()))));
  }

  private ObjectNode whole(Schedule schedule) {
    ObjectNode resource = resource(schedule);
    runs(resource, schedules.preview(schedule, RUNS_SHOWN));
    return resource;
  }

  private static void runs(ObjectNode resource, Schedules.Preview preview) {
    ArrayNode runs = resource.putArray("next_runs");
    ZoneId zone = ZoneId.of(preview.schedule().zone());
    preview.runs().forEach(at -> runs.add(at.atZone(zone).toOffsetDateTime().toString()));
    preview
        .first()
        .ifPresent(
            request ->
                resource.set(
                    "next_brief",
                    Json.read(request.json().getBytes(StandardCharsets.UTF_8), JsonNode.class)));
  }

  private static ObjectNode resource(Schedule schedule) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource.put("id", schedule.id()).put("name", schedule.name());
    schedule.cron().ifPresent(cron -> resource.put("cron", cron));
    schedule.runAt().ifPresent(at -> resource.put("run_at", at.toString()));
    resource
        .put("zone", schedule.zone())
        .put("missed", schedule.missed().id())
        .put("paused", schedule.paused())
        .put("created_by", schedule.owner().subject())
        .put("created_at", schedule.createdAt().toString());
    if (!schedule.paused()) {
      schedule.nextAt().ifPresent(at -> resource.put("next_at", at.toString()));
    }
    resource.set("brief", schedule.brief());
    resource
        .putObject("links")
        .put("self", SCHEDULES + "/" + schedule.id())
        .put("runs", SCHEDULES + "/" + schedule.id() + "/runs");
    return resource;
  }

  private static ObjectNode resource(ScheduledRun run) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource
        .put("occurrence", run.occurrence().toString())
        .put("state", run.state().id())
        .put("missed_before", run.missed());
    run.job().ifPresent(job -> resource.put("job_id", job));
    run.reason().ifPresent(reason -> resource.put("reason", reason));
    run.job().ifPresent(job -> resource.putObject("links").put("job", JobResource.path(job)));
    return resource;
  }

  private static Instant moment(String cursor) {
    try {
      return Instant.parse(cursor);
    } catch (DateTimeException invalid) {
      throw Problem.validation("cursor", "give the \"next\" of the page before").asException();
    }
  }
}
