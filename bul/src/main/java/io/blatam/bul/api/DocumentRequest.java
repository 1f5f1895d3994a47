package io.blatam.bul.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.brief.InvalidBriefException;
import io.blatam.bul.production.Revision;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * An ask for a document: on the wire one object, the brief's own fields, or a {@link TemplateFill}
 * in their place, with {@code formats} and {@code priority} and those of {@link Handling} beside
 * them.
 *
 * @param formats the files wanted; of a brief at least one, {@code pdf} if the wire names none; of
 *     a template none until it is known what it is written in
 * @param priority 1 (most urgent) to 5; 3 if the wire names none
 * @param profile of the tenant; stored with the ask and never read from the wire
 * @param revision what it changes, where it is asked of a finished document; stored likewise
 */
public record DocumentRequest(
    Subject subject,
    List<ExportFormat> formats,
    int priority,
    Handling handling,
    CompanyProfile profile,
    Optional<Revision> revision) {

  public static final int DEFAULT_PRIORITY = 3;
  private static final String PROFILE = "profile_at_acceptance";

  /** Under which name a revision is stored in {@link #json()}. */
  public static final String REVISION = "revision_as_understood";

  public DocumentRequest {
    formats = List.copyOf(new LinkedHashSet<>(formats));
    if (formats.isEmpty() && subject instanceof Subject.Described) {
      throw new IllegalArgumentException(
          "formats: name at least one of " + WantedFormats.offered());
    }
    if (priority < 1 || priority > 5) {
      throw new IllegalArgumentException(
          "priority: must be a whole number from 1 (most urgent) to 5");
    }
  }

  /** Handled as usual. */
  public DocumentRequest(Brief brief, List<ExportFormat> formats, int priority) {
    this(brief, formats, priority, Handling.USUAL);
  }

  /** An ask as it comes, before the profile of its tenant is known. */
  public DocumentRequest(Brief brief, List<ExportFormat> formats, int priority, Handling handling) {
    this(new Subject.Described(brief), formats, priority, handling);
  }

  private DocumentRequest(
      Subject subject, List<ExportFormat> formats, int priority, Handling handling) {
    this(subject, formats, priority, handling, CompanyProfile.empty(), Optional.empty());
  }

  /**
   * The brief.
   *
   * @throws io.blatam.platform.http.ProblemException (400) for an ask of a template, which has none
   */
  public Brief brief() {
    if (subject instanceof Subject.Described described) {
      return described.brief();
    }
    throw Problem.validation("template", "a brief is needed here, not a template").asException();
  }

  /** The template, where the document is one of a template. */
  public Optional<TemplateFill> template() {
    return subject instanceof Subject.Templated templated
        ? Optional.of(templated.fill())
        : Optional.empty();
  }

  /** The same ask of a template that was filled in, for these files. */
  public DocumentRequest filledIn(TemplateFill fill, List<ExportFormat> files) {
    return new DocumentRequest(
        new Subject.Templated(fill), files, priority, handling, profile, revision);
  }

  /** The same ask with the profile that its tenant had when it was accepted. */
  public DocumentRequest of(CompanyProfile known) {
    return new DocumentRequest(subject, formats, priority, handling, known, revision);
  }

  /** The same ask as one for a change. */
  public DocumentRequest revising(Revision change) {
    return new DocumentRequest(subject, formats, priority, handling, profile, Optional.of(change));
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
    if (object.has(TemplateFill.FILLED)) {
      throw Problem.validation(TemplateFill.FILLED, "is not a field here").asException();
    }
    return understood(object.deepCopy());
  }

  private static DocumentRequest understood(ObjectNode brief) {
    JsonNode formats = brief.remove("formats");
    JsonNode priority = brief.remove("priority");
    try {
      Handling handling = Handling.takeFrom(brief);
      if (brief.has(TemplateFill.FIELD)) {
        return templated(brief, formats, priority(priority), handling);
      }
      Brief asked = BriefFormat.json(brief);
      return new DocumentRequest(asked, formats(formats), priority(priority), handling);
    } catch (InvalidBriefException invalid) {
      throw Problem.validation(
              invalid.field().isEmpty() ? "brief" : invalid.field(), invalid.advice())
          .asException();
    } catch (IllegalArgumentException invalid) {
      String[] said = invalid.getMessage().split(": ", 2);
      throw Problem.validation(said[0], said[said.length - 1]).asException();
    }
  }

  private static DocumentRequest templated(
      ObjectNode request, JsonNode formats, int priority, Handling handling) {
    if (handling.reviewOutline()) {
      throw new IllegalArgumentException(
          "review_outline: a template says itself what its document consists of");
    }
    return new DocumentRequest(
        new Subject.Templated(TemplateFill.read(request)),
        formats == null ? List.of() : formats(formats),
        priority,
        handling);
  }

  /** The wire's object again, always the same text for the same ask. */
  public String json() {
    ObjectNode object = written(subject);
    var names = object.putArray("formats");
    formats.forEach(format -> names.add(format.extension()));
    object.put("priority", priority);
    handling.putInto(object);
    if (!profile.equals(CompanyProfile.empty())) {
      object.set(PROFILE, BriefFormat.tree(profile));
    }
    revision.ifPresent(change -> object.set(REVISION, BriefFormat.tree(change)));
    return object.toString();
  }

  private static ObjectNode written(Subject subject) {
    if (subject instanceof Subject.Described described) {
      return Json.read(
          BriefFormat.json(described.brief()).getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    }
    ObjectNode object = Json.mapper().createObjectNode();
    ((Subject.Templated) subject).fill().putInto(object);
    return object;
  }

  /** Reads {@link #json()}. */
  public static DocumentRequest parse(String json) {
    ObjectNode object = Json.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    JsonNode profile = object.remove(PROFILE);
    JsonNode revision = object.remove(REVISION);
    DocumentRequest asked = understood(object);
    DocumentRequest request =
        profile == null ? asked : asked.of(BriefFormat.json(profile, CompanyProfile.class));
    return revision == null
        ? request
        : request.revising(BriefFormat.json(revision, Revision.class));
  }

  private static List<ExportFormat> formats(JsonNode formats) {
    return formats == null ? List.of(ExportFormat.PDF) : WantedFormats.read(formats);
  }

  private static int priority(JsonNode priority) {
    if (priority == null) {
      return DEFAULT_PRIORITY;
    }
    return priority.isIntegralNumber() && priority.canConvertToInt() ? priority.intValue() : 0;
  }
}
