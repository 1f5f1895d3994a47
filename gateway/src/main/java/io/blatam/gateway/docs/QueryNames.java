package io.blatam.gateway.docs;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.scaladsl.model.IllegalUriException;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.Nearest;
import io.blatam.platform.http.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses query parameters that the API's description does not have: a misspelled one would
 * otherwise be as good as left out, and a filter that does not filter is not noticed. What is not
 * described below {@code /api/v1} passes. Immutable and thread-safe.
 */
public final class QueryNames {

  private static final String OURS = "/api/v1/";

  private final JsonNode api;
  private final List<Operation> operations = new ArrayList<>();

  private record Operation(String verb, List<String> path, Set<String> names) {

    boolean is(String verb, List<String> segments) {
      if (!this.verb.equals(verb) || path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!isName(path.get(i)) && !path.get(i).equals(segments.get(i))) {
          return false;
        }
      }
      return true;
    }

    long names(List<String> segments) {
      return segments.stream().filter(Operation::isName).count();
    }

    private static boolean isName(String segment) {
      return segment.startsWith("{");
    }
  }

  /** Of the API as it is described. */
  public static QueryNames load() {
    return new QueryNames(ApiDescription.load());
  }

  private QueryNames(JsonNode api) {
    this.api = api;
    api.path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().startsWith(OURS)) {
                path.getValue()
                    .properties()
                    .forEach(verb -> add(path.getKey(), path.getValue(), verb.getKey()));
              }
            });
    operations.sort(Comparator.comparingLong(operation -> operation.names(operation.path())));
  }

  private void add(String path, JsonNode item, String verb) {
    if (verb.equals("parameters")) {
      return;
    }
    Set<String> names = new TreeSet<>();
    for (JsonNode owner : List.of(item, item.get(verb))) {
      for (JsonNode raw : owner.path("parameters")) {
        JsonNode parameter = raw.has("$ref") ? api.at(raw.get("$ref").asText().substring(1)) : raw;
        if (parameter.path("in").asText().equals("query")) {
          names.add(parameter.path("name").asText());
        }
      }
    }
    operations.add(new Operation(verb, segments(path), names));
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (400) naming the first that is none, and the
   *     one that may be meant
   */
  public void require(HttpRequest request) {
    if (request.getUri().rawQueryString().filter(query -> !query.isEmpty()).isEmpty()) {
      return;
    }
    Optional<Operation> operation = operation(request);
    if (operation.isEmpty()) {
      return;
    }
    Set<String> known = operation.get().names();
    for (String given : given(request)) {
      if (!known.contains(given)) {
        throw Problem.validation(given, said(given, known)).asException();
      }
    }
  }

  private Optional<Operation> operation(HttpRequest request) {
    String verb =
        request.method().equals(HttpMethods.HEAD)
            ? "get"
            : request.method().value().toLowerCase(Locale.ROOT);
    List<String> segments = segments(request.getUri().getPathString());
    return operations.stream().filter(one -> one.is(verb, segments)).findFirst();
  }

  /** A query that can not be read is for whoever reads it to refuse. */
  private static Set<String> given(HttpRequest request) {
    try {
      return request.getUri().query().toMultiMap().keySet();
    } catch (IllegalUriException unreadable) {
      return Set.of();
    }
  }

  private static String said(String given, Set<String> known) {
    if (known.isEmpty()) {
      return "is not a parameter here; there are none";
    }
    return "is not a parameter here; "
        + Nearest.to(given, known).map(near -> "did you mean " + near + "? ").orElse("")
        + "there are "
        + String.join(", ", known);
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
