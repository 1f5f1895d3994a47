package io.blatam.bul.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.platform.http.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How a document is to be made, whatever it is about.
 *
 * @param deadline when it is wanted at the latest; a moment that has passed is as urgent as can be
 * @param reviewOutline whether a person looks at the outline before anything is written
 * @param mayAsk whether a question may be asked when the brief does not say which document is
 *     wanted; otherwise the likeliest is taken
 * @param knowledge whether the tenant's notes may be quoted, where somebody has said it
 */
public record Handling(
    Optional<Instant> deadline,
    boolean reviewOutline,
    boolean mayAsk,
    Optional<Boolean> knowledge) {

  public static final Handling USUAL =
      new Handling(Optional.empty(), false, true, Optional.empty());

  /**
   * Takes its fields out of the wire's object.
   *
   * @throws IllegalArgumentException that names the field
   */
  static Handling takeFrom(ObjectNode request) {
    return new Handling(
        deadline(request.remove("deadline")),
        flag(request, "review_outline", USUAL.reviewOutline()),
        flag(request, "may_ask", USUAL.mayAsk()),
        flag(request, "knowledge"));
  }

  /**
   * Whether a document may quote the tenant's notes. What a company keeps for itself does not go
   * into what everybody reads, unless somebody says so.
   *
   * @param forThePublic whether everybody may come to read the document
   */
  public boolean mayQuote(boolean forThePublic) {
    return knowledge.orElse(!forThePublic);
  }

  /** Writes what is not usual. */
  void putInto(ObjectNode request) {
    deadline.ifPresent(at -> request.put("deadline", at.toString()));
    if (reviewOutline != USUAL.reviewOutline()) {
      request.put("review_outline", reviewOutline);
    }
    if (mayAsk != USUAL.mayAsk()) {
      request.put("may_ask", mayAsk);
    }
    knowledge.ifPresent(said -> request.put("knowledge", said));
  }

  private static Optional<Instant> deadline(JsonNode deadline) {
    if (deadline == null) {
      return Optional.empty();
    }
    return Optional.of(moment("deadline", deadline.asText()));
  }

  /**
   * A moment as it stands on the wire.
   *
   * @throws io.blatam.platform.http.ProblemException (400) that names the field
   */
  public static Instant moment(String field, String given) {
    try {
      return OffsetDateTime.parse(given).toInstant();
    } catch (DateTimeParseException invalid) {
      throw Problem.validation(
              field, "must be a moment with its offset, such as 2026-11-27T18:00:00-05:00")
          .asException();
    }
  }

  private static boolean flag(ObjectNode request, String name, boolean otherwise) {
    return flag(request, name).orElse(otherwise);
  }

  private static Optional<Boolean> flag(ObjectNode request, String name) {
    JsonNode flag = request.remove(name);
    if (flag == null) {
      return Optional.empty();
    }
    if (!flag.isBoolean()) {
      throw new IllegalArgumentException(name + ": must be true or false");
    }
    return Optional.of(flag.booleanValue());
  }
}
