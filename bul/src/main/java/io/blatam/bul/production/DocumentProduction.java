package io.blatam.bul.production;

import akka.Done;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import io.blatam.bul.agent.Agents;
import io.blatam.bul.api.JobView;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Provenance;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.document.TypeTrial;
import io.blatam.bul.finance.RatesFolder;
import io.blatam.bul.knowledge.Knowledge;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.DocumentTable;
import io.blatam.bul.store.RenderingTable;
import io.blatam.bul.store.VersionPlaces;
import io.blatam.export.api.ExportFormat;
import io.blatam.inference.api.Inference;
import io.blatam.platform.Platform;
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
  private final Planning planning;
  private final Sourcing sourcing;
  private final Inference inference;
  private final Writing writing;
  private final Revising revising;
  private final Reviewing reviewing;
  private final ModelReview modelReview;
  private final Comparing comparing;
  private final Rendering rendering;
  private final Texts texts;
  private final RecentTexts recent;
  private final DocumentTable documents;
  private final VersionPlaces versions;
  private final Executor executor;

  public DocumentProduction(Platform platform) {
    Config config = platform.config().getConfig("blatam.bul");
    // Areas before types: a type of the operator's may be of an area of the operator's.
    Agents agents = Agents.on(platform);
    addRates(config.getString("rates-folder"));
    addTypes(config.getString("types-folder"));
    this.composer = new DocumentComposer();
    this.executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.bul.work-dispatcher"));
    this.inference = Inference.get(platform.system());
    this.sourcing = new Sourcing(Knowledge.on(platform));
    this.planning = new Planning(composer, agents, sourcing, executor);
    this.writing = new Writing(composer, inference, sourcing, executor);
    this.reviewing = new Reviewing(composer, writing, executor);
    this.modelReview =
        new ModelReview(inference, agents, config.getBoolean("review-by-model"), executor);
    this.texts = new Texts(platform.artifacts(), platform.system());
    this.revising = new Revising(writing, texts);
    this.recent = new RecentTexts(texts, executor);
    this.documents = new DocumentTable(platform.database());
    this.versions = new VersionPlaces(platform.database());
    this.rendering = new Rendering(texts, new RenderingTable(platform.database()), executor);
    this.comparing =
        new Comparing(
            documents,
            recent,
            executor,
            config.getInt("compare-with"),
            config.getDouble("overlap-from"));
  }

  /** Before types, which are tried with them. */
  private static void addRates(String folder) {
    if (folder.isBlank()) {
      return;
    }
    try {
      RatesFolder.read(Path.of(folder));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("blatam.bul.rates-folder: " + e.getMessage(), e);
    }
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
    return planning.plan(ask);
  }

  @Override
  public CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index) {
    PlannedSection section = planned.sections().get(index);
    return Revising.untouched(ask, index, section.id())
        .<CompletionStage<WrittenSection>>map(CompletableFuture::completedStage)
        .orElseGet(
            () -> {
              // From now on, so that a job that is cancelled meanwhile asks no model any more.
              ModelCalls.Section calls = writing.begin(ask.jobId());
              return CompletableFuture.supplyAsync(
                      () -> planning.assignment(ask, planned), executor)
                  .thenCompose(assignment -> revising.write(assignment, index, section.id(), calls))
                  .whenComplete((written, failure) -> calls.end());
            });
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
                    .review(planning.assignment(ask, planned), written, byModel)
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
    DocumentPlan plan = planning.planOf(ask, planned);
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
    return comparing
        .compare(ask, manuscript.markdown())
        .thenCombine(
            texts
                .read(ask.tenant(), manuscript.markdown())
                .thenCompose(markdown -> modelReview.of(ask, planning.asMade(ask), markdown)),
            Review::with);
  }

  @Override
  public CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format) {
    return rendering.render(ask.tenant(), planned.title(), manuscript, format);
  }

  @Override
  public CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript) {
    return recent
        .read(ask.tenant(), manuscript.markdown())
        .thenCompose(
            text ->
                shelve(
                    ask,
                    new DocumentTable.Finished(
                        ask.revision().map(Revision::document).orElse(ask.jobId()),
                        planned.title(),
                        manuscript.markdown(),
                        text.signature())))
        .thenApply(added -> Done.getInstance());
  }

  /** A version takes the place of the one before it: a document is compared with others once. */
  private CompletionStage<Integer> shelve(Ask ask, DocumentTable.Finished finished) {
    return ask.revision()
        .map(revision -> versions.shelve(ask, revision, finished))
        .orElseGet(() -> documents.add(ask.tenant(), finished, ask.language(), ask.at()));
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
