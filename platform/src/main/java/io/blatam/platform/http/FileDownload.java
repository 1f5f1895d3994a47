package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.extractRequest;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.artifact.ArtifactStore;
import java.util.Arrays;
import java.util.List;

/**
 * A tenant's file as a response: streamed, named, and not sent again to who has it (RFC 9110,
 * conditional requests). Thread-safe.
 */
public final class FileDownload {

  private final ArtifactStore artifacts;

  public FileDownload(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * A file to send.
   *
   * @param name in letters that need no escaping in a header
   * @param size in bytes
   */
  public record File(ArtifactId artifact, String name, String mediaType, long size) {}

  /** How long whoever has a file may do without asking again. */
  public enum Keeping {
    /** The address names these bytes and no others. */
    FOR_EVER("private, max-age=31536000, immutable"),
    /** The address will name another version's bytes. */
    ASK_AGAIN("private, no-cache");

    private final String cacheControl;

    Keeping(String cacheControl) {
      this.cacheControl = cacheControl;
    }
  }

  /**
   * Answers whoever asks for it: with 304 where the caller has it already. The body fails where the
   * tenant has no such artifact.
   */
  public Route route(String tenant, File file, Keeping keeping) {
    return extractRequest(request -> complete(response(request, tenant, file, keeping)));
  }

  private HttpResponse response(HttpRequest request, String tenant, File file, Keeping keeping) {
    String tag = '"' + file.artifact().sha256() + '"';
    HttpResponse response =
        HttpResponse.create()
            .addHeaders(
                List.of(
                    RawHeader.create("ETag", tag),
                    // Only its owner may keep them.
                    RawHeader.create("Cache-Control", keeping.cacheControl),
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
