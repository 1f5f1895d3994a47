package io.blatam.bul.template;

import akka.actor.typed.DispatcherSelector;
import io.blatam.bul.agent.Agents;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.Texts;
import io.blatam.bul.profile.StoredProfile;
import io.blatam.bul.store.TemplateTable;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.bul.template.sandbox.Sandbox;
import io.blatam.platform.OnePerPlatform;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A tenant's own templates: taken when they can be compiled, filled in in the sandbox. Documents of
 * them are jobs as others are, see {@link TemplateAsks}. Thread-safe. Stages fail with a {@link
 * io.blatam.platform.http.ProblemException} that says what to change and where.
 */
public final class Templates {

  private static final OnePerPlatform<Templates> RUNNING = new OnePerPlatform<>(Templates::new);

  private final Platform platform;
  private final TemplateSettings settings;
  private final TemplateTable table;
  private final Filling filling;
  private final Texts artifacts;
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

  private Templates(Platform platform) {
    this.platform = platform;
    this.artifacts = Texts.of(platform);
    this.settings = TemplateSettings.of(platform.config());
    this.table = new TemplateTable(platform.database());
    this.filling = new Filling(new Sandbox(settings.limits(), System::nanoTime));
    this.executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.bul.work-dispatcher"));
  }

  /** The one of this actor system, made when first asked for. */
  public static Templates on(Platform platform) {
    return RUNNING.of(platform);
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
    return fill(
        template, data.orElseGet(() -> TemplateData.sample(template.fields())), Optional.empty());
  }

  /**
   * A template with data in it, in the company's colours.
   *
   * @param title empty: the text's own headline, or else the template's name
   */
  CompletionStage<Rendered> fill(
      Template template, Map<String, Object> data, Optional<String> title) {
    return source(template)
        .thenCombineAsync(
            profile(template.tenant()),
            (source, profile) -> filling.fill(template, source, data, title, profile),
            executor);
  }

  /** Empty for another tenant's document. */
  public CompletionStage<Optional<TemplateDocument>> document(
      String tenant, String templateId, String id) {
    return table.document(tenant, templateId, id);
  }

  private CompletionStage<Template> store(
      Principal principal, String id, int version, Upload upload) {
    return CompletableFuture.supplyAsync(() -> filling.fields(upload), executor)
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

  private CompletionStage<CompanyProfile> profile(String tenant) {
    return Agents.on(platform).profiles().of(tenant).thenApply(StoredProfile::inDocuments);
  }

  private void audit(Principal principal, String action, String id, String requestId) {
    platform
        .audit()
        .record(AuditEntry.allowed(platform.clock().instant(), principal, action, id, requestId));
  }
}
