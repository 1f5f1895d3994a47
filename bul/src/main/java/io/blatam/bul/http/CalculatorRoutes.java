package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.calculator.Calculator;
import io.blatam.bul.calculator.Calculators;
import io.blatam.bul.calculator.Field;
import io.blatam.bul.locale.Bilingual;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Scopes;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /api/v1/bul/calculators}: every calculator, its fields, and its answers. */
public final class CalculatorRoutes {

  private final Identity identity;

  public CalculatorRoutes(Identity identity) {
    this.identity = identity;
  }

  /** A calculator as it is listed. */
  record Described(String name, Bilingual title, List<Field> fields) {
    static Described of(Calculator calculator) {
      return new Described(calculator.name(), calculator.title(), calculator.fields());
    }
  }

  /** An answer with the question's name. */
  record Answered(String calculator, Object result, List<Bilingual> notes) {}

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul").slash("calculators"),
        () -> identity.requiring(Scopes.DOCUMENTS, caller -> calculators()));
  }

  private Route calculators() {
    return concat(
        pathEndOrSingleSlash(
            () ->
                get(
                    () ->
                        Json.ok(
                            new Catalogue.Listing<>(
                                Calculators.all().stream().map(Described::of).toList())))),
        pathPrefix(segment(), name -> pathEndOrSingleSlash(() -> calculator(named(name)))));
  }

  private static Route calculator(Calculator calculator) {
    return concat(
        get(() -> Json.ok(Described.of(calculator))),
        post(
            () ->
                Json.body(
                    JsonNode.class,
                    asked -> {
                      var outcome = calculator.answer(asked);
                      return Json.ok(
                          new Answered(calculator.name(), outcome.result(), outcome.notes()));
                    })));
  }

  private static Calculator named(String name) {
    return Calculators.named(name)
        .orElseThrow(
            () ->
                Problem.notFound(
                        "There is no such calculator; there are "
                            + Calculators.all().stream()
                                .map(Calculator::name)
                                .collect(Collectors.joining(", "))
                            + ".")
                    .asException());
  }
}
