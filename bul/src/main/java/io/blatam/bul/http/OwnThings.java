package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.patch;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Things of a kind that a tenant keeps: created, listed, looked at, changed and deleted in one way.
 *
 * @param path of all of them
 * @param ask what a body says of one
 */
record OwnThings<A>(String path, Class<A> ask, Desk<A> desk) {

  /** Does what is asked for, and answers with what is shown of it. */
  interface Desk<A> {

    CompletionStage<ObjectNode> create(Principal caller, A asked, String requestId);

    CompletionStage<List<ObjectNode>> list(Principal caller);

    CompletionStage<ObjectNode> find(Principal caller, String id);

    CompletionStage<ObjectNode> change(Principal caller, String id, A change, String requestId);

    CompletionStage<Void> delete(Principal caller, String id, String requestId);
  }

  /**
   * @param more what else can be done with one, by its id
   */
  Route routes(Principal caller, Function<String, Route> more) {
    return concat(
        pathEndOrSingleSlash(() -> concat(post(() -> create(caller)), get(() -> list(caller)))),
        pathPrefix(
            segment(),
            id ->
                concat(
                    pathEndOrSingleSlash(
                        () ->
                            concat(
                                get(() -> onSuccess(desk.find(caller, id), Json::ok)),
                                patch(() -> change(caller, id)),
                                delete(() -> remove(caller, id)))),
                    more.apply(id))));
  }

  private Route create(Principal caller) {
    return Json.body(
        ask,
        asked ->
            extractRequest(
                request ->
                    onSuccess(
                        desk.create(caller, asked, RequestId.of(request)),
                        made ->
                            complete(
                                Json.response(201, made)
                                    .addHeader(
                                        RawHeader.create(
                                            "Location", path + "/" + made.get("id").asText()))))));
  }

  private Route list(Principal caller) {
    return onSuccess(desk.list(caller), all -> Json.ok(new Catalogue.Listing<>(all)));
  }

  private Route change(Principal caller, String id) {
    return Json.body(
        ask,
        change ->
            extractRequest(
                request ->
                    onSuccess(desk.change(caller, id, change, RequestId.of(request)), Json::ok)));
  }

  private Route remove(Principal caller, String id) {
    return extractRequest(
        request ->
            onSuccess(
                desk.delete(caller, id, RequestId.of(request)),
                gone -> complete(HttpResponse.create().withStatus(StatusCodes.NO_CONTENT))));
  }
}
