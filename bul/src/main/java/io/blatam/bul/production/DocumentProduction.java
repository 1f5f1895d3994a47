package io.blatam.bul.production;

import akka.Done;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import io.blatam.bul.agent.Agents;
import io.blatam.bul.agent.Routing;
import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.api.JobView;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Provenance;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.document.TypeTrial;
import io.blatam.bul.knowledge.Knowledge;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.revision.Revision;
import io.blatam.bul.revision.VersionTable;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.DocumentTable;
import io.blatam.bul.store.RenderingTable;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import io.blatam.inference.api.Inference;
import io.blatam.platform.Platform;
import io.blatam.redundancy.api.Redundancy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages over the platform: composer, models, exporter, tables. Heavy work runs on {@code
 * blatam.bul.work-dispatcher}.
 */
public final class DocumentProduction implements Production {

  private static final Logger LOG = LoggerFactory.getLogger(DocumentProduction.class);

  private final DocumentComposer composer;
  private final RecentPlans plans;
  private final Exporter exporter = Exporter.create();
  private final Agents manager;
  private final Sourcing sourcing;
  private final Inference inference;
  private final Writing writing;
  private final Revising revising;
  private final Reviewing reviewing;
  private final ModelReview modelReview;
  private final Comparing comparing;
  private final Texts texts;
  private final DocumentTable documents;
  private final VersionTable versions;
  private final RenderingTable renderings;
  private final Executor executor;

  public DocumentProduction(Platform platform) {
    Config config = platform.config().getConfig("blatam.bul");
    // Areas before types: a type of the operator's may be of an area of the operator's.
    this.manager = Agents.on(platform);
    addTypes(config.getString("types-folder"));
    this.composer = new DocumentComposer();
    this.plans = new RecentPlans(composer);
    this.executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.bul.work-dispatcher"));
    this.inference = Inference.get(platform.system());
    this.sourcing = new Sourcing(Knowledge.on(platform));
    this.writing = new Writing(composer, inference, sourcing, executor);
    this.reviewing = new Reviewing(composer, writing, executor);
    this.modelReview =
        new ModelReview(inference, manager, config.getBoolean("review-by-model"), executor);
    this.texts = new Texts(platform.artifacts(), platform.system());
    this.revising = new Revising(writing, texts);
    this.documents = new DocumentTable(platform.database());
    this.versions = new VersionTable(platform.database());
    this.renderings = new RenderingTable(platform.database());
    this.comparing =
        new Comparing(
            documents,
            texts,
            executor,
            config.getInt("compare-with"),
            config.getDouble("overlap-from"));
  }

  /** A type that could not be written stops the node at start, with file and line. */
  private static void addTypes(String folder) {
    if (folder.isBlank()) {
      return;
    }
    List<DocumentType> added;
    try {
      added = DocumentTypes.addFrom(Path.of(folder));
      TypeTrial.run(added);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("blatam.bul.types-folder: " + e.getMessage(), e);
    }
    LOG.info("{} document types from {}: {}", added.size(), folder, added);
  }

  @Override
  public String provider() {
    return inference.models().get(0).provider();
  }

  @Override
  public CompletionStage<PlannedDocument> plan(Ask ask) {
    Optional<Revision> revision = ask.revision();
    if (revision.isPresent()) {
      return CompletableFuture.completedStage(revision.get().planned());
    }
    return manager
        .route(ask.tenant(), ask.parsed().brief())
        .thenComposeAsync(
            routing -> {
              DocumentPlan plan = plans.of(ask);
              return citations(ask, plan)
                  .thenApply(
                      citations ->
                          planned(plan, routing, citations).asking(routing.clarification()));
            },
            executor);
  }

  @Override
  public CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index) {
    PlannedSection section = planned.sections().get(index);
    return Revising.untouched(ask, index, section.id())
        .<CompletionStage<WrittenSection>>map(CompletableFuture::completedStage)
        .orElseGet(
            () ->
                CompletableFuture.supplyAsync(() -> assignment(ask, planned), executor)
                    .thenCompose(assignment -> revising.write(assignment, index, section.id())));
  }

  @Override
  public void abandon(String jobId) {
    writing.abandon(jobId);
  }

  @Override
  public CompletionStage<Manuscript> assemble(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections) {
    Optional<Manuscript> restored = ask.revision().flatMap(Revision::restored);
    if (restored.isPresent()) {
      return CompletableFuture.completedStage(restored.get());
    }
    // What a revision keeps has been reviewed before.
    Set<String> byModel =
        sections.stream()
            .filter(section -> section.model().isPresent())
            .filter(section -> !section.origin().equals(WrittenSection.KEPT))
            .map(WrittenSection::id)
            .collect(Collectors.toSet());
    return sectionTexts(ask, planned, sections)
        .thenComposeAsync(
            written ->
                reviewing
                    .review(assignment(ask, planned), written, byModel)
                    .thenComposeAsync(
                        reviewed -> finished(ask, planned, sections, written, reviewed), executor),
            executor);
  }

  private CompletionStage<Manuscript> finished(
      Ask ask,
      PlannedDocument planned,
      List<WrittenSection> sections,
      List<SectionText> written,
      Reviewing.Outcome reviewed) {
    DocumentPlan plan = plan(ask, planned);
    Provenance provenance =
        provenance(
            planned,
            sections.stream()
                .filter(section -> !reviewed.composed().contains(section.id()))
                .toList());
    List<JobView.Finding> findings = new ArrayList<>(reviewed.findings());
    // What is quoted is somebody else's text: it is not held against the figures.
    findings.addAll(
        Writing.findings(
            composer.check(plan, composer.assemble(plan, reviewed.sections(), provenance))));
    return revising
        .mended(ask.tenant(), written, reviewed.sections())
        .thenCombine(
            sourcing
                .quoted(ask.tenant(), plan, planned.citations(), reviewed.sections())
                .thenApplyAsync(quoted -> composer.assemble(plan, quoted, provenance), executor)
                .thenCompose(markdown -> texts.store(ask.tenant(), markdown)),
            (mended, id) ->
                Revising.changed(
                    ask, sections, new Manuscript(id, provenance.generator(), findings, mended)));
  }

  @Override
  public CompletionStage<Review> review(Ask ask, Manuscript manuscript) {
    return texts
        .read(ask.tenant(), manuscript.markdown())
        .thenCompose(
            markdown ->
                comparing
                    .compare(ask, markdown)
                    .thenCombine(modelReview.of(ask, plans.of(ask), markdown), Review::with));
  }

  @Override
  public CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format) {
    long started = System.nanoTime();
    var source =
        new RenderingTable.Source(
            ask.tenant(), manuscript.markdown(), format.extension(), exporter.version());
    return renderings
        .find(source)
        .thenCompose(
            known ->
                known.isPresent()
                    ? CompletableFuture.completedStage(
                        file(planned, format, known.get(), true, started))
                    : rendered(source, format)
                        .thenApply(made -> file(planned, format, made, false, started)));
  }

  @Override
  public CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript) {
    return texts
        .read(ask.tenant(), manuscript.markdown())
        .thenComposeAsync(
            markdown -> shelve(ask, finished(ask, planned, manuscript, markdown)), executor)
        .thenApply(added -> Done.getInstance());
  }

  /** A version takes the place of the one before it: a document is compared with others once. */
  private CompletionStage<?> shelve(Ask ask, DocumentTable.Finished finished) {
    return ask.revision()
        .<CompletionStage<?>>map(revision -> versions.shelve(ask, revision, finished))
        .orElseGet(() -> documents.add(ask.tenant(), finished, ask.language(), ask.at()));
  }

  private static DocumentTable.Finished finished(
      Ask ask, PlannedDocument planned, Manuscript manuscript, String markdown) {
    return new DocumentTable.Finished(
        ask.revision().map(Revision::document).orElse(ask.jobId()),
        planned.title(),
        manuscript.markdown(),
        Redundancy.signature(markdown));
  }

  private CompletionStage<RenderingTable.Rendering> rendered(
      RenderingTable.Source source, ExportFormat format) {
    return texts
        .read(source.tenant(), source.markdown())
        .thenApplyAsync(markdown -> exporter.export(markdown, format), executor)
        .thenCompose(bytes -> texts.store(source.tenant(), format.mediaType(), bytes))
        .thenCompose(
            artifact -> {
              var rendering = new RenderingTable.Rendering(artifact.id(), artifact.size());
              return renderings.add(source, rendering).thenApply(added -> rendering);
            });
  }

  private static RenderedFile file(
      PlannedDocument planned,
      ExportFormat format,
      RenderingTable.Rendering rendering,
      boolean cached,
      long startedNanos) {
    return new RenderedFile(
        format.extension(),
        DocumentName.fileName(planned.title(), format.extension()),
        format.mediaType(),
        rendering.file(),
        rendering.size(),
        cached,
        (System.nanoTime() - startedNanos) / 1_000_000);
  }

  /** With the sections that a person wants, where somebody has edited them. */
  private DocumentPlan plan(Ask ask, PlannedDocument planned) {
    DocumentPlan plan = plans.of(ask);
    return planned.edited() ? plan.with(planned.outline()) : plan;
  }

  private Assignment assignment(Ask ask, PlannedDocument planned) {
    return new Assignment(ask, plan(ask, planned), expert(planned), planned.citations());
  }

  private CompletionStage<List<Citation>> citations(Ask ask, DocumentPlan plan) {
    return ask.parsed().handling().knowledge()
        ? sourcing.cite(ask.tenant(), plan)
        : CompletableFuture.completedStage(List.of());
  }

  /**
   * The agent of the area it was routed to; of the first one where that area has been taken away
   * since.
   */
  private SmeAgent expert(PlannedDocument planned) {
    return manager
        .agents()
        .of(new BusinessArea(planned.area()))
        .orElseGet(() -> manager.agents().all().get(0));
  }

  private static PlannedDocument planned(
      DocumentPlan plan, Routing routing, List<Citation> citations) {
    return new PlannedDocument(
        DocumentName.title(plan.brief()),
        routing.area().id(),
        reasons(plan, routing),
        plan.outline().sections().stream()
            .map(
                section ->
                    new PlannedSection(
                        section.id(),
                        section.title(),
                        section.narrative(),
                        section.purpose(),
                        section.words()))
            .toList(),
        Optional.empty(),
        false,
        citations);
  }

  /** Why this area, and what was read from the text rather than named by the brief. */
  private static List<String> reasons(DocumentPlan plan, Routing routing) {
    CompleteBrief brief = plan.brief();
    List<String> reasons = new ArrayList<>(routing.reasons());
    if (brief.asked().language().isEmpty()) {
      reasons.add(
          brief
              .language()
              .choose("idioma español, el del texto", "language English, as in the text"));
    }
    return reasons;
  }

  private CompletionStage<List<SectionText>> sectionTexts(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections) {
    CompletionStage<List<SectionText>> loaded = CompletableFuture.completedStage(new ArrayList<>());
    for (WrittenSection section : sections) {
      String title = planned.sections().get(section.index()).title();
      loaded =
          loaded.thenCombine(
              texts.read(ask.tenant(), section.text()),
              (list, markdown) -> {
                list.add(new SectionText(section.id(), title, markdown));
                return list;
              });
    }
    return loaded;
  }

  /** The models that wrote any of it, and which chapters; the templates, if none did. */
  private Provenance provenance(PlannedDocument planned, List<WrittenSection> sections) {
    List<WrittenSection> written =
        sections.stream().filter(section -> section.model().isPresent()).toList();
    String version = composer.templateVersion();
    return written.isEmpty()
        ? Provenance.ofTemplate(version)
        : Provenance.ofModel(
            written.stream()
                .flatMap(section -> section.model().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ")),
            version,
            written.stream()
                .sorted(Comparator.comparingInt(WrittenSection::index))
                .map(section -> planned.sections().get(section.index()).title())
                .toList());
  }
}
