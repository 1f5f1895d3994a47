package io.blatam.bul.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.Texts;
import io.blatam.bul.store.Ask;
import io.blatam.bul.template.docx.WordText;
import io.blatam.bul.wording.Wording;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import io.blatam.export.api.InvalidDocumentException;
import io.blatam.platform.Platform;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Asks for documents of templates, settled before they are accepted: the template is filled in at
 * the door, so that what does not fit is refused with its place, and the document is what was asked
 * for whatever becomes of the template. Thread-safe. Stages fail with a {@link
 * io.blatam.platform.http.ProblemException} that says what to change.
 */
public final class TemplateAsks {

  private final Platform platform;
  private final Templates templates;
  private final Texts texts;

  public TemplateAsks(Platform platform) {
    this.platform = platform;
    this.templates = Templates.on(platform);
    this.texts = Texts.of(platform);
  }

  /** The ask of a request that has a template. */
  public CompletionStage<Ask> settle(Principal principal, DocumentRequest request) {
    return filled(principal.tenant(), request).thenApply(wanted -> ask(principal, wanted));
  }

  /**
   * The ask for the next version of a document: the same template in the same version, with other
   * data.
   *
   * @param wanted with the data as it shall be
   * @param before the version that it starts from
   */
  public CompletionStage<Ask> revise(
      Principal principal, DocumentRequest wanted, String document, Base before) {
    return filled(principal.tenant(), wanted)
        .thenCompose(
            filled ->
                planned(principal.tenant(), filled.template().orElseThrow())
                    .thenApply(planned -> filled.revising(revision(document, before, planned)))
                    .thenApply(revising -> ask(principal, revising)));
  }

  /**
   * A version that is changed.
   *
   * @param text of it
   * @param asked in the person's words, if it was in words
   * @param summary what that was taken to mean
   */
  public record Base(int version, Ask ask, ArtifactId text, String asked, String summary) {}

  private static Revision revision(String document, Base before, PlannedDocument planned) {
    return new Revision(
        document,
        before.version(),
        before.ask().date(),
        before.asked(),
        before.summary(),
        Wording.USUAL,
        planned,
        Map.of(),
        List.of(),
        before.text(),
        Optional.empty(),
        Optional.empty());
  }

  private CompletionStage<PlannedDocument> planned(String tenant, TemplateFill fill) {
    return new FilledText(texts).markdown(tenant, fill).thenApply(text -> Plan.of(fill, text));
  }

  private CompletionStage<DocumentRequest> filled(String tenant, DocumentRequest request) {
    TemplateFill fill = request.template().orElseThrow();
    return templates
        .find(tenant, fill.id(), fill.version())
        .thenCompose(
            found -> {
              Template template = found.orElseThrow(() -> gone(fill));
              List<ExportFormat> formats = formats(request, template);
              return templates
                  .fill(template, TemplateData.of(fill.data()), fill.title())
                  .thenCompose(rendered -> stored(template, rendered))
                  .thenApply(filled -> request.filledIn(fill.as(filled), formats));
            });
  }

  private CompletionStage<TemplateFill.Filled> stored(
      Template template, Templates.Rendered rendered) {
    Optional<String> headline = headline(template, rendered.bytes());
    return texts
        .store(template.tenant(), rendered.mediaType(), rendered.bytes())
        .thenApply(
            text ->
                new TemplateFill.Filled(
                    template.version(),
                    template.name(),
                    headline,
                    template.kind() == Template.Kind.WORD,
                    template.language(),
                    text.id()));
  }

  private static RuntimeException gone(TemplateFill fill) {
    return Problem.validation(
            "template.id",
            "there is no template "
                + Problem.printable(fill.id())
                + fill.version().map(number -> " in version " + number).orElse(""))
        .asException();
  }

  private static List<ExportFormat> formats(DocumentRequest request, Template template) {
    boolean word = template.kind() == Template.Kind.WORD;
    if (request.formats().isEmpty()) {
      return List.of(word ? ExportFormat.DOCX : ExportFormat.PDF);
    }
    if (word && !request.formats().equals(List.of(ExportFormat.DOCX))) {
      throw Problem.validation("formats", "a Word template comes as docx, and nothing else")
          .asException();
    }
    return request.formats();
  }

  /** What the text calls itself; fails where what came out is no document. */
  private static Optional<String> headline(Template template, byte[] rendered) {
    if (template.kind() == Template.Kind.WORD) {
      return Headline.of(WordText.of(rendered));
    }
    try {
      return Optional.of(Exporter.title(new String(rendered, StandardCharsets.UTF_8)));
    } catch (InvalidDocumentException invalid) {
      throw Problem.validation("template", "what it writes is no document: " + invalid.getMessage())
          .asException();
    }
  }

  private Ask ask(Principal principal, DocumentRequest request) {
    TemplateFill fill = request.template().orElseThrow();
    return new Ask(
        UUID.randomUUID().toString(),
        principal.tenant(),
        principal.subject(),
        request.json(),
        request.priority(),
        request.formats().stream().map(ExportFormat::extension).toList(),
        platform.now(),
        TemplateFill.TYPE,
        fill.filled().orElseThrow().language(),
        fill.called(),
        request.handling().deadline());
  }

  /** What has changed between two data, for a person: "Datos: cliente, partidas". */
  public static String summary(Language language, ObjectNode before, ObjectNode after) {
    List<String> changed =
        Stream.concat(
                before.properties().stream().map(Map.Entry::getKey),
                after.properties().stream().map(Map.Entry::getKey))
            .distinct()
            .filter(name -> !Objects.equals(before.get(name), after.get(name)))
            .toList();
    return language.choose("Datos que cambian: ", "Data that changes: ")
        + String.join(", ", changed);
  }
}
