package io.blatam.gateway.docs;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /openapi.json} and {@code /docs}. */
public final class DocsRoutes {

  private final HttpResponse description;
  private final HttpResponse page;
  private final HttpResponse style;
  private final HttpResponse script;

  private DocsRoutes(byte[] description, byte[] page, byte[] style, byte[] script) {
    this.description =
        response(ContentTypes.APPLICATION_JSON, description)
            .addHeader(RawHeader.create("Access-Control-Allow-Origin", "*"));
    this.page = response(ContentTypes.TEXT_HTML_UTF8, page);
    this.style = response(ContentTypes.create(MediaTypes.TEXT_CSS, HttpCharsets.UTF_8), style);
    this.script =
        response(
            ContentTypes.create(MediaTypes.APPLICATION_JAVASCRIPT, HttpCharsets.UTF_8), script);
  }

  /** Reads the resources. */
  public static DocsRoutes load() {
    return new DocsRoutes(
        Json.write(ApiDescription.load()),
        resource("docs.html"),
        resource("docs.css"),
        resource("docs.js"));
  }

  public Route routes() {
    return get(
        () ->
            concat(
                path("openapi.json", () -> complete(description)),
                pathPrefix(
                    "docs",
                    () ->
                        concat(
                            pathEnd(() -> complete(page)),
                            path("docs.css", () -> complete(style)),
                            path("docs.js", () -> complete(script))))));
  }

  private static HttpResponse response(ContentType type, byte[] content) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(type, content))
        .addHeader(RawHeader.create("Cache-Control", "no-cache"));
  }

  private static byte[] resource(String name) {
    try (InputStream in = DocsRoutes.class.getResourceAsStream("/docs/" + name)) {
      if (in == null) {
        throw new IllegalStateException("/docs/" + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
