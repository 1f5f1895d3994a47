package io.blatam.bul.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.bulk.Bulk;
import io.blatam.bul.bulk.BulkRow;
import io.blatam.bul.bulk.Bulks;
import io.blatam.platform.http.Json;

/** Bulks and their rows as JSON, with links to go on with. */
final class BulkResource {

  private BulkResource() {}

  static String path(String id) {
    return "/api/v1/bul/bulk/" + id;
  }

  static ObjectNode of(Bulks.View view) {
    ObjectNode resource = of(view.bulk());
    ObjectNode counts = resource.putObject("counts");
    for (BulkRow.State state : BulkRow.State.values()) {
      counts.put(state.id(), view.counts().getOrDefault(state, 0));
    }
    return resource;
  }

  static ObjectNode of(Bulk bulk) {
    ObjectNode resource = Json.mapper().createObjectNode();
    String self = path(bulk.id());
    resource
        .put("id", bulk.id())
        .put(
            "status",
            bulk.cancelledBy().isPresent()
                ? "cancelled"
                : bulk.finishedAt().isPresent() ? "finished" : "running")
        .put("format", bulk.format().id())
        .put("rows", bulk.rows())
        .put("created_at", bulk.createdAt().toString());
    bulk.finishedAt().ifPresent(at -> resource.put("finished_at", at.toString()));
    bulk.cancelledBy().ifPresent(who -> resource.put("cancelled_by", who));
    ObjectNode links = resource.putObject("links");
    links
        .put("self", self)
        .put("rows", self + "/rows")
        .put("rejected", self + "/rows?state=rejected")
        .put("events", "/api/v1/bul/events?bulk=" + bulk.id())
        .put("result", self + "/result.csv")
        .put("files", self + "/files.zip");
    if (bulk.finishedAt().isEmpty() && bulk.cancelledBy().isEmpty()) {
      links.put("cancel", self);
    }
    return resource;
  }

  static ObjectNode of(BulkRow row) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource.put("row", row.number()).put("state", row.state().id());
    row.job().ifPresent(job -> resource.put("job_id", job));
    row.jobStatus().ifPresent(status -> resource.put("job_status", status.id()));
    row.documentType().ifPresent(type -> resource.put("document_type", type));
    row.title().ifPresent(title -> resource.put("title", title));
    row.reason().ifPresent(reason -> resource.put("reason", reason));
    row.job().ifPresent(job -> resource.putObject("links").put("job", JobResource.path(job)));
    return resource;
  }
}
