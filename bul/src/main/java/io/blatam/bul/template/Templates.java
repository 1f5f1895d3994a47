package io.blatam.bul.template;

import akka.actor.typed.DispatcherSelector;
import io.blatam.bul.agent.Agents;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.DocumentName;
import io.blatam.bul.production.Letterhead;
import io.blatam.bul.production.Texts;
import io.blatam.bul.profile.StoredProfile;
import io.blatam.bul.store.TemplateTable;
import io.blatam.bul.template.docx.WordTemplate;
import io.blatam.bul.template.sandbox.Escaping;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.bul.template.sandbox.Readers;
import io.blatam.bul.template.sandbox.Sandbox;
import io.blatam.bul.template.sandbox.TemplateError;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import io.blatam.export.api.InvalidDocumentException;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A tenant's own templates: taken when they can be compiled, rendered in the sandbox, exported as
 * other documents are. Thread-safe. Stages fail with a {@link
 * io.blatam.platform.http.ProblemException} that says what to change and where.
 */
public final class Templates {

  private final Platform platform;
  private final TemplateSettings settings;
  private final TemplateTable table;
  private final Sandbox sandbox;
  private final Texts artifacts;
  private final Letterhead letterhead;
  private final Exporter exporter = Exporter.create();
  private final Executor executor;

  /** What is uploaded: the source, and whom it writes for. */
  public record Upload(
      String name,
      Template.Kind kind,
      byte[] source,
      Language language,
      Currency currency,
      Optional<Country> country,
      Optional<List<Field>> fields) {}

  /** A file that was rendered. */
  public record Rendered(String mediaType, byte[] bytes) {}

  public Templates(Platform platform) {
    this.platform = platform;
    this.artifacts = Texts.of(platform);
    this.letterhead = Letterhead.of(platform);
    this.settings = TemplateSettings.of(platform.config());
    this.table = new TemplateTable(platform.database());
    this.sandbox = new Sandbox(settings.limits(), System::nanoTime);
    this.executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.bul.work-dispatcher"));
  }

  /** What one template may weigh, in bytes. */
  public long fileBytes() {
    return settings.fileBytes();
  }

  /** Takes a template that compiles. */
  public CompletionStage<Template> add(Principal principal, Upload upload, String requestId) {
    return store(principal, UUID.randomUUID().toString(), 1, upload)
        .thenCompose(
            template ->
                table
                    .add(template, principal.subject(), settings.perTenant())
                    .thenApply(
                        added -> {
                          if (!added) {
                            throw Problem.conflict(
                                    "There are "
                                        + settings.perTenant()
                                        + " templates, as many as are kept; delete some first.")
                                .asException();
                          }
                          audit(principal, "template.added", template.id(), requestId);
                          return template;
                        }));
  }

  /** Takes a further version of a template; documents of earlier ones stay as they are. */
  public CompletionStage<Optional<Template>> addVersion(
      Principal principal, String id, Upload upload, String requestId) {
    return find(principal.tenant(), id, Optional.empty())
        .thenCompose(
            known ->
                known.isEmpty()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : store(principal, id, known.get().version() + 1, upload)
                        .thenCompose(template -> added(principal, template, requestId)));
  }

  private CompletionStage<Optional<Template>> added(
      Principal principal, Template template, String requestId) {
    return table
        .addVersion(template, principal.subject())
        .thenApply(
            added -> {
              if (!added) {
                throw Problem.conflict("Somebody else added a version just now; look at it first.")
                    .asException();
              }
              audit(principal, "template.changed", template.id(), requestId);
              return Optional.of(template);
            });
  }

  public CompletionStage<Optional<Template>> find(
      String tenant, String id, Optional<Integer> version) {
    return table.find(tenant, id, version);
  }

  /** Latest versions, newest first. */
  public CompletionStage<List<Template>> list(String tenant) {
    return table.list(tenant);
  }

  /** Newest first; empty for a template that is not there. */
  public CompletionStage<List<Template>> versions(String tenant, String id) {
    return table.versions(tenant, id);
  }

  /** Removes a template with its versions. False for one that is not there. */
  public CompletionStage<Boolean> delete(Principal principal, String id, String requestId) {
    return table
        .remove(principal.tenant(), id)
        .thenCompose(
            versions -> {
              CompletionStage<Void> all = CompletableFuture.completedStage(null);
              for (Template version : versions) {
                all =
                    all.thenCompose(
                        done -> platform.artifacts().delete(version.tenant(), version.source()));
              }
              if (!versions.isEmpty()) {
                audit(principal, "template.deleted", id, requestId);
              }
              return all.thenApply(done -> !versions.isEmpty());
            });
  }

  /** The bytes as they were uploaded. */
  public CompletionStage<byte[]> source(Template template) {
    return artifacts.bytes(template.tenant(), template.source());
  }

  /** What comes of a template with some data, or with invented data. */
  public CompletionStage<Rendered> preview(Template template, Optional<Map<String, Object>> data) {
    return source(template)
        .thenCombineAsync(
            profile(template.tenant()),
            (source, profile) ->
                render(
                    template,
                    source,
                    data.orElseGet(() -> TemplateData.sample(template.fields())),
                    template.name(),
                    profile),
            executor);
  }

  /** Makes a document and its files. */
  public CompletionStage<TemplateDocument> produce(
      Principal principal,
      Template template,
      Map<String, Object> data,
      List<ExportFormat> formats,
      String title,
      String requestId) {
    if (template.kind() == Template.Kind.WORD && !formats.equals(List.of(ExportFormat.DOCX))) {
      return CompletableFuture.failedStage(
          Problem.validation("formats", "a Word template comes as docx, and nothing else")
              .asException());
    }
    return source(template)
        .thenCombineAsync(
            profile(template.tenant()),
            (source, profile) -> render(template, source, data, title, profile),
            executor)
        .thenCompose(rendered -> files(template, rendered, formats, title))
        .thenCompose(
            files -> {
              TemplateDocument document =
                  new TemplateDocument(
                      UUID.randomUUID().toString(),
                      principal.tenant(),
                      template.id(),
                      template.version(),
                      title,
                      files,
                      platform.now());
              audit(principal, "template.used", template.id(), requestId);
              return table.addDocument(document).thenApply(added -> document);
            });
  }

  /** Empty for another tenant's document. */
  public CompletionStage<Optional<TemplateDocument>> document(
      String tenant, String templateId, String id) {
    return table.document(tenant, templateId, id);
  }

  private CompletionStage<Template> store(
      Principal principal, String id, int version, Upload upload) {
    return CompletableFuture.supplyAsync(() -> fields(upload), executor)
        .thenCompose(
            fields ->
                artifacts
                    .store(principal.tenant(), "application/octet-stream", upload.source())
                    .thenApply(
                        source ->
                            new Template(
                                id,
                                principal.tenant(),
                                upload.name(),
                                upload.kind(),
                                version,
                                source.id(),
                                upload.language().code(),
                                upload.currency().code(),
                                upload.country().map(Country::code).orElse(""),
                                fields,
                                platform.now())));
  }

  /** What the source wants, or what was declared if that is all of it. */
  private List<Field> fields(Upload upload) {
    Readers readers = new Readers(upload.language(), upload.currency(), upload.country());
    List<Field> wanted =
        explained(
            () ->
                upload.kind() == Template.Kind.WORD
                    ? WordTemplate.compile(upload.source(), sandbox, readers).fields()
                    : sandbox.compile(text(upload.source()), Escaping.MARKDOWN, readers).fields());
    if (upload.fields().isEmpty()) {
      return wanted;
    }
    List<Field> declared = upload.fields().get();
    List<Problem.FieldError> unknown = new ArrayList<>();
    for (Field field : wanted) {
      if (declared.stream().noneMatch(one -> one.name().equals(field.name()))) {
        unknown.add(
            new Problem.FieldError(
                "fields", "the template uses \"" + field.name() + "\", which is not declared"));
      }
    }
    if (!unknown.isEmpty()) {
      throw Problem.validation(unknown).asException();
    }
    return declared;
  }

  private Rendered render(
      Template template,
      byte[] source,
      Map<String, Object> data,
      String title,
      CompanyProfile profile) {
    List<Problem.FieldError> missing = TemplateData.missing(template.fields(), data);
    if (!missing.isEmpty()) {
      throw Problem.validation(missing).asException();
    }
    Language language = Language.of(template.language());
    Readers readers =
        new Readers(language, Currency.of(template.currency()), Country.find(template.country()));
    return explained(
        () ->
            template.kind() == Template.Kind.WORD
                ? new Rendered(
                    ExportFormat.DOCX.mediaType(),
                    WordTemplate.compile(source, sandbox, readers).render(data))
                : new Rendered(
                    ExportFormat.MD.mediaType(),
                    withFrontMatter(
                            sandbox.compile(text(source), Escaping.MARKDOWN, readers).render(data),
                            title,
                            language,
                            profile)
                        .getBytes(StandardCharsets.UTF_8)));
  }

  /** A template may bring its own. */
  private static String withFrontMatter(
      String markdown, String title, Language language, CompanyProfile profile) {
    if (markdown.startsWith("---\n")) {
      return markdown;
    }
    StringBuilder front = new StringBuilder("---\n");
    front.append("title: ").append(quoted(title)).append('\n');
    profile
        .facts()
        .legalName()
        .ifPresent(name -> front.append("company: ").append(quoted(name)).append('\n'));
    front.append("language: ").append(language.code()).append("\nkind: document\n");
    profile.colour().ifPresent(colour -> front.append("theme: \"").append(colour).append("\"\n"));
    profile.logo().ifPresent(picture -> front.append("logo: ").append(picture).append('\n'));
    return front.append("---\n\n").append(markdown).toString();
  }

  /** A YAML double-quoted scalar. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + "\"";
  }

  private CompletionStage<List<TemplateDocument.File>> files(
      Template template, Rendered rendered, List<ExportFormat> formats, String title) {
    CompletionStage<List<TemplateDocument.File>> all =
        CompletableFuture.completedStage(new ArrayList<>());
    for (ExportFormat format : formats) {
      all =
          all.thenCompose(
                  files ->
                      exported(template, rendered, format)
                          .thenApply(bytes -> Map.entry(files, bytes)))
              .thenCompose(
                  made ->
                      artifacts
                          .store(template.tenant(), format.mediaType(), made.getValue())
                          .thenApply(
                              file -> {
                                made.getKey()
                                    .add(
                                        new TemplateDocument.File(
                                            format.extension(),
                                            DocumentName.fileName(title, format.extension()),
                                            format.mediaType(),
                                            made.getValue().length,
                                            file.id()));
                                return made.getKey();
                              }));
    }
    return all;
  }

  private CompletionStage<byte[]> exported(
      Template template, Rendered rendered, ExportFormat format) {
    if (template.kind() == Template.Kind.WORD) {
      return CompletableFuture.completedStage(rendered.bytes());
    }
    return CompletableFuture.supplyAsync(() -> text(rendered.bytes()), executor)
        .thenCompose(
            markdown ->
                letterhead
                    .logo(template.tenant(), namedLogo(markdown))
                    .thenApplyAsync(logo -> exporter.export(markdown, logo, format), executor));
  }

  private static Optional<String> namedLogo(String markdown) {
    try {
      return Exporter.logo(markdown);
    } catch (InvalidDocumentException invalid) {
      throw Problem.validation("template", "what it writes is no document: " + invalid.getMessage())
          .asException();
    }
  }

  private CompletionStage<CompanyProfile> profile(String tenant) {
    return Agents.on(platform).profiles().of(tenant).thenApply(StoredProfile::inDocuments);
  }

  private static <T> T explained(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (TemplateError error) {
      throw Problem.validation("template", error.getMessage()).asException();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private void audit(Principal principal, String action, String id, String requestId) {
    platform
        .audit()
        .record(AuditEntry.allowed(platform.clock().instant(), principal, action, id, requestId));
  }
}
