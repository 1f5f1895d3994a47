package io.blatam.gamma.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import io.blatam.gamma.api.PresentationView;
import io.blatam.platform.artifact.ArtifactStore;
import java.util.Arrays;
import java.util.List;

/** A finished file as a response: streamed, named, and not sent again to who has it. */
final class FileDownload {

  private final ArtifactStore artifacts;

  FileDownload(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  HttpResponse of(HttpRequest request, String tenant, PresentationView.File file) {
    String tag = '"' + file.artifact().sha256() + '"';
    HttpResponse response =
        HttpResponse.create()
            .addHeaders(
                List.of(
                    RawHeader.create("ETag", tag),
                    RawHeader.create("Cache-Control", "private, max-age=31536000, immutable"),
                    RawHeader.create("X-Content-Type-Options", "nosniff"),
                    RawHeader.create(
                        "Content-Disposition", "attachment; filename=\"" + file.name() + "\"")));
    if (has(request, tag)) {
      return response.withStatus(StatusCodes.NOT_MODIFIED);
    }
    return response.withEntity(
        HttpEntities.create(
            ContentTypes.parse(file.mediaType()),
            file.size(),
            artifacts.read(tenant, file.artifact())));
  }

  /** RFC 9110, 13.1.2: a list of tags, weak comparison, or {@code *}. */
  private static boolean has(HttpRequest request, String tag) {
    return request
        .getHeader("If-None-Match")
        .map(header -> Arrays.asList(header.value().split("\\s*,\\s*")))
        .map(tags -> tags.contains("*") || tags.contains(tag) || tags.contains("W/" + tag))
        .orElse(false);
  }
}
