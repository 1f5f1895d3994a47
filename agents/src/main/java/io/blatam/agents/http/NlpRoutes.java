package io.blatam.agents.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import io.blatam.agents.nlp.TextAgent;
import io.blatam.agents.nlp.TextInsight;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Scopes;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** {@code POST /api/v1/agents/nlp/analyze}. */
public final class NlpRoutes {

  private static final int RETRY_AFTER_SECONDS = 2;

  private final Identity identity;
  private final Executor executor;

  /**
   * @param executor bounded; refuses work when full
   */
  public NlpRoutes(Identity identity, Executor executor) {
    this.identity = identity;
    this.executor = executor;
  }

  public Route routes() {
    return path(
        segment("api").slash("v1").slash("agents").slash("nlp").slash("analyze"),
        () ->
            post(
                () ->
                    identity.requiring(
                        Scopes.ANALYSIS, caller -> Json.body(NlpRequest.class, this::analyze))));
  }

  private Route analyze(NlpRequest request) {
    try {
      return completeWithFuture(
          CompletableFuture.supplyAsync(() -> Json.response(200, read(request)), executor));
    } catch (RejectedExecutionException full) {
      throw Problem.unavailable("Too many texts wait to be read; try again.", RETRY_AFTER_SECONDS)
          .asException();
    }
  }

  private static TextInsight read(NlpRequest request) {
    return TextAgent.read(
        request.text(),
        request.language(),
        request.wanted(),
        request.summarySentences().map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }
}
