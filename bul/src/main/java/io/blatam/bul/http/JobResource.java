package io.blatam.bul.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobSummary;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Submission;
import io.blatam.platform.http.Json;

/** Jobs as JSON, with links to go on with. */
final class JobResource {

  static final String DOCUMENTS = "/api/v1/bul/documents";

  private JobResource() {}

  static String path(String jobId) {
    return DOCUMENTS + "/" + jobId;
  }

  static ObjectNode of(JobView job) {
    ObjectNode resource = Json.mapper().valueToTree(job);
    resource
        .putObject("progress")
        .put("sections_done", job.sectionsDone())
        .put("sections_total", job.sectionsTotal());
    resource.remove("sections_done");
    resource.remove("sections_total");
    files(resource.withArray("files"), job.id());
    ObjectNode links = resource.putObject("links");
    links.put("self", path(job.id())).put("events", path(job.id()) + "/events");
    String document = job.revises().map(JobView.Revises::document).orElse(job.id());
    links.put("versions", path(document) + "/versions");
    if (!job.status().ended()) {
      links.put("cancel", path(job.id()));
    }
    if (job.status() == JobStatus.OUTLINE) {
      links.put("outline", path(job.id()) + "/outline");
    }
    if (job.status() == JobStatus.QUESTION) {
      links.put("answer", path(job.id()) + "/answer");
    }
    return resource;
  }

  static ObjectNode of(JobSummary job) {
    ObjectNode resource = Json.mapper().valueToTree(job);
    resource.putObject("links").put("self", path(job.id()));
    return resource;
  }

  /** What is answered to an ask that was taken, or taken before with the same key. */
  static HttpResponse accepted(Submission submission) {
    HttpResponse response =
        Json.response(202, of(submission.job()))
            .addHeader(RawHeader.create("Location", path(submission.job().id())));
    return submission.repeated()
        ? response.addHeader(RawHeader.create("Idempotency-Replayed", "true"))
        : response;
  }

  private static void files(ArrayNode files, String jobId) {
    files.forEach(
        file ->
            ((ObjectNode) file)
                .put("href", path(jobId) + "/files/" + file.get("format").textValue())
                .remove("artifact"));
  }
}
