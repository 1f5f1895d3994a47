package io.blatam.bul.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.DocumentKind;
import io.blatam.bul.brief.InvalidBriefException;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An ask for a document: on the wire one object, the brief's own fields with {@code formats},
 * {@code priority}, {@code deadline} and {@code knowledge} beside them.
 *
 * @param formats the files wanted, at least one; {@code pdf} if the wire names none
 * @param priority 1 (most urgent) to 5; 3 if the wire names none
 * @param deadline when it is wanted at the latest; a moment that has passed is as urgent as can be
 * @param knowledge whether the tenant's notes may be quoted; yes if the wire does not say
 */
public record DocumentRequest(
    Brief brief,
    List<ExportFormat> formats,
    int priority,
    Optional<Instant> deadline,
    boolean knowledge) {

  public static final int DEFAULT_PRIORITY = 3;

  public DocumentRequest {
    formats = List.copyOf(new LinkedHashSet<>(formats));
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("formats: name at least one of " + names());
    }
    if (priority < 1 || priority > 5) {
      throw new IllegalArgumentException(
          "priority: must be a whole number from 1 (most urgent) to 5");
    }
  }

  /** One that may quote the tenant's notes. */
  public DocumentRequest(
      Brief brief, List<ExportFormat> formats, int priority, Optional<Instant> deadline) {
    this(brief, formats, priority, deadline, true);
  }

  /** Wanted when it is its turn; may quote the tenant's notes. */
  public DocumentRequest(Brief brief, List<ExportFormat> formats, int priority) {
    this(brief, formats, priority, Optional.empty(), true);
  }

  /**
   * Reads the wire's object.
   *
   * @throws io.blatam.platform.http.ProblemException (400) that names the field
   */
  public static DocumentRequest read(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw Problem.malformedJson("The body must be a JSON object, such as {\"text\": \"…\"}.")
          .asException();
    }
    ObjectNode brief = object.deepCopy();
    JsonNode formats = brief.remove("formats");
    JsonNode priority = brief.remove("priority");
    JsonNode deadline = brief.remove("deadline");
    JsonNode knowledge = brief.remove("knowledge");
    try {
      Brief asked = BriefFormat.json(brief);
      var request =
          new DocumentRequest(
              asked,
              formats(formats),
              priority(priority),
              deadline(deadline),
              knowledge(knowledge));
      DocumentKind.required(asked);
      return request;
    } catch (InvalidBriefException invalid) {
      throw Problem.validation(
              invalid.field().isEmpty() ? "brief" : invalid.field(), invalid.advice())
          .asException();
    } catch (IllegalArgumentException invalid) {
      String[] said = invalid.getMessage().split(": ", 2);
      throw Problem.validation(said[0], said[said.length - 1]).asException();
    }
  }

  /** The wire's object again, always the same text for the same ask. */
  public String json() {
    ObjectNode object =
        (ObjectNode)
            Json.read(
                BriefFormat.json(brief).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                JsonNode.class);
    var names = object.putArray("formats");
    formats.forEach(format -> names.add(format.extension()));
    object.put("priority", priority);
    deadline.ifPresent(at -> object.put("deadline", at.toString()));
    if (!knowledge) {
      object.put("knowledge", false);
    }
    return object.toString();
  }

  public static DocumentRequest parse(String json) {
    return read(Json.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonNode.class));
  }

  private static List<ExportFormat> formats(JsonNode formats) {
    if (formats == null) {
      return List.of(ExportFormat.PDF);
    }
    if (!formats.isArray()) {
      throw new IllegalArgumentException("formats: must be a list, such as [\"pdf\", \"docx\"]");
    }
    Set<ExportFormat> wanted = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (JsonNode name : formats) {
      ExportFormat.fromName(name.asText())
          .filter(known -> name.isTextual())
          .ifPresentOrElse(wanted::add, () -> unknown.add(name.toString()));
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "formats: " + String.join(", ", unknown) + " is not offered; name some of " + names());
    }
    return List.copyOf(wanted);
  }

  private static int priority(JsonNode priority) {
    if (priority == null) {
      return DEFAULT_PRIORITY;
    }
    return priority.isIntegralNumber() && priority.canConvertToInt() ? priority.intValue() : 0;
  }

  private static boolean knowledge(JsonNode knowledge) {
    if (knowledge != null && !knowledge.isBoolean()) {
      throw new IllegalArgumentException("knowledge: must be true or false");
    }
    return knowledge == null || knowledge.booleanValue();
  }

  private static Optional<Instant> deadline(JsonNode deadline) {
    if (deadline == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(deadline.asText()).toInstant());
    } catch (DateTimeParseException invalid) {
      throw new IllegalArgumentException(
          "deadline: must be a moment with its offset, such as 2026-11-27T18:00:00-05:00", invalid);
    }
  }

  private static String names() {
    return Arrays.stream(ExportFormat.values())
        .map(ExportFormat::extension)
        .collect(Collectors.joining(", "));
  }
}
