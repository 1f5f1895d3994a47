package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.patch;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.put;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.MergePatch;
import io.blatam.bul.profile.AgentMemory;
import io.blatam.bul.profile.LogoCheck;
import io.blatam.bul.profile.Profiles;
import io.blatam.bul.profile.StoredProfile;
import io.blatam.bul.profile.StoredProfile.Logo;
import io.blatam.platform.Platform;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code /api/v1/bul/profile} and {@code /memory}: what a tenant's documents have in common. */
public final class ProfileRoutes {
  private static final Duration UPLOAD = Duration.ofSeconds(20);
  private static final Pattern VERSION = Pattern.compile("\"?([0-9]{1,18})\"?");

  private final Profiles profiles;
  private final AgentMemory memory;
  private final Platform platform;

  public ProfileRoutes(Profiles profiles, AgentMemory memory, Platform platform) {
    this.profiles = profiles;
    this.memory = memory;
    this.platform = platform;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul"),
        () ->
            concat(
                pathPrefix(
                    "profile",
                    () ->
                        platform
                            .identity()
                            .requiring(
                                Scopes.DOCUMENTS,
                                caller ->
                                    concat(
                                        pathEndOrSingleSlash(() -> profile(caller)),
                                        path("logo", () -> logo(caller))))),
                path(
                    "memory",
                    () -> platform.identity().requiring(Scopes.DOCUMENTS, this::memory))));
  }

  private Route profile(Principal caller) {
    return concat(
        get(() -> onSuccess(profiles.of(caller.tenant()), ProfileRoutes::shown)),
        put(() -> Json.body(JsonNode.class, body -> change(caller, before -> body))),
        patch(
            () ->
                Json.body(
                    JsonNode.class,
                    body ->
                        change(
                            caller,
                            before ->
                                MergePatch.apply(BriefFormat.tree(before.profile()), body)))));
  }

  private Route change(Principal caller, Function<StoredProfile, JsonNode> next) {
    return extractRequest(
        request ->
            onSuccess(
                profiles.change(
                    caller,
                    version(request),
                    before ->
                        new StoredProfile(
                            before.version(),
                            Profiles.parse(next.apply(before)),
                            before.logo(),
                            before.changedAt()),
                    RequestId.of(request)),
                ProfileRoutes::shown));
  }

  private Route logo(Principal caller) {
    return concat(
        get(
            () ->
                onSuccess(
                    profiles.of(caller.tenant()),
                    stored -> complete(picture(caller, stored.logo().orElseThrow(NO_LOGO))))),
        put(
            () ->
                extractRequest(
                    request -> onSuccess(upload(caller, request), ProfileRoutes::shown))),
        delete(
            () ->
                extractRequest(
                    request ->
                        onSuccess(
                            withLogo(caller, request, Optional.empty()), ProfileRoutes::shown))));
  }

  private CompletionStage<StoredProfile> upload(Principal caller, HttpRequest request) {
    return request
        .entity()
        .withSizeLimit(LogoCheck.MOST_BYTES)
        .toStrict(UPLOAD.toMillis(), platform.system())
        .thenCompose(
            body -> {
              byte[] bytes = body.getData().toArray();
              String mediaType = LogoCheck.mediaType(bytes);
              return platform
                  .artifacts()
                  .put(caller.tenant(), mediaType, Source.single(ByteString.fromArrayUnsafe(bytes)))
                  .thenCompose(
                      file ->
                          withLogo(
                              caller,
                              request,
                              Optional.of(new Logo(file.id(), mediaType, bytes.length))));
            });
  }

  private CompletionStage<StoredProfile> withLogo(
      Principal caller, HttpRequest request, Optional<Logo> logo) {
    return profiles.change(
        caller,
        version(request),
        before -> new StoredProfile(before.version(), before.profile(), logo, before.changedAt()),
        RequestId.of(request));
  }

  private HttpResponse picture(Principal caller, Logo logo) {
    return HttpResponse.create()
        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
        // An SVG opened by itself is a page of this origin: nothing in it may run or load.
        .addHeader(RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox"))
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse(logo.mediaType()),
                logo.size(),
                platform.artifacts().read(caller.tenant(), logo.file())));
  }

  private Route memory(Principal caller) {
    return concat(
        get(
            () ->
                onSuccess(
                    memory.of(caller.tenant()), decisions -> Json.ok(Map.of("items", decisions)))),
        delete(
            () ->
                parameterOptional(
                    "kind",
                    kind ->
                        parameterOptional(
                            "about",
                            about ->
                                onSuccess(
                                    kind.isPresent() && about.isPresent()
                                        ? memory.forget(caller.tenant(), kind.get(), about.get())
                                        : memory.forget(caller.tenant()),
                                    forgotten -> Json.ok(Map.of("forgotten", forgotten)))))));
  }

  private static Route shown(StoredProfile stored) {
    ObjectNode resource = (ObjectNode) BriefFormat.tree(stored.profile());
    resource.put("version", stored.version());
    stored.changedAt().ifPresent(at -> resource.put("changed_at", at.toString()));
    stored
        .logo()
        .ifPresent(
            logo ->
                resource
                    .putObject("logo")
                    .put("media_type", logo.mediaType())
                    .put("size", logo.size())
                    .put("href", "/api/v1/bul/profile/logo"));
    return complete(
        Json.response(200, resource)
            .addHeader(RawHeader.create("ETag", "\"" + stored.version() + "\"")));
  }

  private static Optional<Long> version(HttpRequest request) {
    return request
        .getHeader("If-Match")
        .map(
            header -> {
              var version = VERSION.matcher(header.value().strip());
              if (!version.matches()) {
                throw Problem.validation("If-Match", "give the ETag of the profile you changed")
                    .asException();
              }
              return Long.valueOf(version.group(1));
            });
  }

  private static final java.util.function.Supplier<RuntimeException> NO_LOGO =
      () -> Problem.notFound("There is no logo; put one to this address.").asException();
}
