package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.parameterOptional;

import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cursor paging: {@code ?limit=20&cursor=…}.
 *
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 * @param cursor the {@code next} of the page before, opaque to clients
 */
public record Paging(int limit, Optional<String> cursor) {

  public static final int MAX_LIMIT = 200;
  private static final int DEFAULT_LIMIT = 20;

  /** One page of a list. @param next the cursor of the page after this one; absent on the last */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Page<T>(List<T> items, Optional<String> next) {}

  /** Reads the two query parameters. */
  public static Route extract(Function<Paging, Route> inner) {
    return parameterOptional(
        "limit",
        limit ->
            parameterOptional(
                "cursor", cursor -> inner.apply(new Paging(parseLimit(limit), cursor))));
  }

  /** How many to look for: one more than a page holds tells whether there is another page. */
  public int limitAndOne() {
    return limit + 1;
  }

  /**
   * The page of what was found by {@link #limitAndOne}.
   *
   * @param cursor what the page after the one that ends with it begins with
   */
  public <T, R> Page<R> page(
      List<T> found,
      Function<? super T, ? extends R> resource,
      Function<? super T, String> cursor) {
    List<T> shown = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        shown.stream().<R>map(resource).toList(),
        found.size() > limit ? Optional.of(cursor.apply(shown.get(limit - 1))) : Optional.empty());
  }

  private static int parseLimit(Optional<String> limit) {
    if (limit.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    try {
      int value = Integer.parseInt(limit.get());
      if (value >= 1 && value <= MAX_LIMIT) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw Problem.validation("limit", "must be a whole number from 1 to " + MAX_LIMIT)
        .asException();
  }
}
