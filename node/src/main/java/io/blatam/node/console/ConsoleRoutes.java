package io.blatam.node.console;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathSingleSlash;
import static akka.http.javadsl.server.Directives.reject;
import static akka.http.javadsl.server.PathMatchers.segment;
import static java.util.stream.Collectors.toUnmodifiableMap;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Serves the page at {@code /} and its files below {@code /console}. The content security policy
 * allows nothing but these files and calls to the gateway itself, so text that a model wrote can
 * never become code.
 */
public final class ConsoleRoutes {

  private static final List<HttpHeader> HEADERS =
      List.of(
          header(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors"
                  + " 'none'"),
          header("X-Content-Type-Options", "nosniff"),
          header("Referrer-Policy", "no-referrer"),
          header("Cross-Origin-Opener-Policy", "same-origin"),
          header("Cache-Control", "no-cache"));

  private static final List<String> SCRIPTS =
      List.of(
          "api",
          "company",
          "console",
          "decks",
          "documents",
          "filling",
          "language",
          "page",
          "queue",
          "revisions",
          "schedules",
          "shelf",
          "texts",
          "types",
          "webhooks");

  private ConsoleRoutes() {}

  /** The page and its files; no token needed, since they hold nothing of anybody's. */
  public static Route create() {
    Asset page = Asset.of("index.html", ContentTypes.TEXT_HTML_UTF8);
    Map<String, Asset> files =
        Stream.concat(
                Stream.of("console.css", "icon.svg"), SCRIPTS.stream().map(name -> name + ".js"))
            .collect(toUnmodifiableMap(name -> name, name -> Asset.of(name, type(name))));
    return get(
        () ->
            concat(
                pathSingleSlash(() -> serve(page)),
                path(
                    segment("console").slash(segment()),
                    name -> files.containsKey(name) ? serve(files.get(name)) : reject())));
  }

  private static ContentType type(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".css" -> ContentTypes.create(MediaTypes.TEXT_CSS, HttpCharsets.UTF_8);
      case ".svg" -> ContentTypes.create(MediaTypes.IMAGE_SVG_XML);
      default -> ContentTypes.create(MediaTypes.APPLICATION_JAVASCRIPT, HttpCharsets.UTF_8);
    };
  }

  private static Route serve(Asset asset) {
    return optionalHeaderValueByName("If-None-Match", known -> complete(asset.answer(known)));
  }

  private static HttpHeader header(String name, String value) {
    return RawHeader.create(name, value);
  }

  /** One file of the page, read once. */
  private record Asset(ContentType type, byte[] bytes, String tag) {

    static Asset of(String name, ContentType type) {
      try (InputStream in = ConsoleRoutes.class.getResourceAsStream(name)) {
        byte[] bytes = in.readAllBytes();
        return new Asset(type, bytes, '"' + DigestUtils.sha256Hex(bytes).substring(0, 24) + '"');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    HttpResponse answer(Optional<String> known) {
      HttpResponse response =
          known.filter(tag::equals).isPresent()
              ? HttpResponse.create().withStatus(304)
              : HttpResponse.create().withEntity(HttpEntities.create(type, bytes));
      return response.addHeaders(HEADERS).addHeader(header("ETag", tag));
    }
  }
}
