package io.blatam.redundancy.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Scopes;
import io.blatam.redundancy.api.Analysis;
import io.blatam.redundancy.api.Meaning;
import io.blatam.redundancy.api.Redundancy;
import io.blatam.redundancy.similarity.MeaningComparison;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code POST /api/v1/redundancy/analyze} and {@code /similarity}. */
public final class RedundancyRoutes {

  private static final int RETRY_AFTER_SECONDS = 2;

  private final Identity identity;
  private final MeaningComparison meanings;
  private final Executor executor;

  /**
   * @param executor bounded; refuses work when full
   */
  public RedundancyRoutes(Identity identity, MeaningComparison meanings, Executor executor) {
    this.identity = identity;
    this.meanings = meanings;
    this.executor = executor;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("redundancy"),
        () ->
            concat(
                path("analyze", () -> asked(AnalyzeRequest.class, this::analyze)),
                path("similarity", () -> asked(SimilarityRequest.class, this::similarity))));
  }

  private <T> Route asked(Class<T> type, Function<T, Object> answer) {
    return post(
        () ->
            identity.requiring(
                Scopes.ANALYSIS,
                caller -> Json.body(type, request -> computed(() -> answer.apply(request)))));
  }

  private Route computed(Supplier<Object> answer) {
    try {
      return completeWithFuture(
          CompletableFuture.supplyAsync(() -> Json.response(200, answer.get()), executor));
    } catch (RejectedExecutionException full) {
      throw Problem.unavailable(
              "Too many texts wait to be analysed; try again.", RETRY_AFTER_SECONDS)
          .asException();
    }
  }

  private Analysis analyze(AnalyzeRequest request) {
    return request
        .language()
        .map(language -> Redundancy.analyze(request.text(), language))
        .orElseGet(() -> Redundancy.analyze(request.text()));
  }

  private SimilarityResponse similarity(SimilarityRequest request) {
    return new SimilarityResponse(
        Redundancy.similarity(
            request.a(), request.b(), request.shingleSize().orElse(Redundancy.SHINGLE_SIZE)),
        meaning(request));
  }

  private Meaning meaning(SimilarityRequest request) {
    try {
      return meanings.of(request.a(), request.b());
    } catch (GenerationException full) {
      throw Problem.unavailable(full.getMessage(), RETRY_AFTER_SECONDS).asException();
    }
  }
}
