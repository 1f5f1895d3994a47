package io.blatam.bul.queue;

import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.production.Citation;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.RenderedFile;
import io.blatam.bul.production.Review;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.WrittenSection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A job and its events as their owner sees them. */
final class JobViews {

  /** Origins of texts that no model was asked for. */
  private static final Set<String> NOT_ASKED =
      Set.of("computed", WrittenSection.OWN, WrittenSection.KEPT);

  private JobViews() {}

  static JobView of(Job job, Instant now) {
    return new JobView(
        job.ask().jobId(),
        job.revision(),
        job.stage().status(),
        job.attempt(),
        job.ask().documentType(),
        job.ask().language(),
        job.planned().map(PlannedDocument::title).orElse(job.ask().title()),
        job.planned().map(planned -> new JobView.Area(planned.area(), planned.reasons())),
        job.ask().priority(),
        job.ask().formats(),
        job.sections().size(),
        total(job),
        sections(job),
        cache(job.sections().values(), job.files()),
        job.manuscript().map(Manuscript::generator),
        findings(job),
        job.review().map(Review::overlaps).orElse(List.of()),
        job.planned().map(JobViews::sources).orElse(List.of()),
        files(job),
        job.lastFailure(),
        job.ask().at(),
        job.startedAt(),
        job.finishedAt(),
        Duration.between(job.ask().at(), job.finishedAt().orElse(now)).toMillis(),
        job.ask().deadline(),
        job.hold()
            .filter(Hold.QUESTION::equals)
            .flatMap(hold -> job.planned().flatMap(PlannedDocument::question)),
        Optional.empty(),
        job.ask().revision().map(JobViews::revises));
  }

  private static JobView.Revises revises(Revision revision) {
    return new JobView.Revises(
        revision.document(),
        revision.base(),
        revision.version(),
        revision.asked(),
        revision.summary());
  }

  static Progress progress(JobEvent event, Job after) {
    Optional<WrittenSection> section =
        event instanceof JobEvent.SectionWritten written
            ? Optional.of(written.section())
            : Optional.empty();
    Optional<RenderedFile> file =
        event instanceof JobEvent.FileRendered rendered
            ? Optional.of(rendered.file())
            : Optional.empty();
    return new Progress(
        after.revision(),
        name(event),
        after.stage().status(),
        event.at(),
        after.sections().size(),
        total(after),
        section.map(
            written -> after.planned().orElseThrow().sections().get(written.index()).title()),
        section.map(WrittenSection::origin),
        section.map(WrittenSection::elapsedMs).or(() -> file.map(RenderedFile::elapsedMs)),
        file.map(RenderedFile::format),
        message(event));
  }

  private static String name(JobEvent event) {
    return switch (event.getClass().getSimpleName()) {
      case "Accepted" -> "accepted";
      case "Started" -> "started";
      case "Planned" -> "planned";
      case "SectionWritten" -> "section";
      case "Assembled" -> "assembled";
      case "Reviewed" -> "checked";
      case "FileRendered" -> "file";
      case "AttemptFailed" -> "retry";
      case "Finished" -> "done";
      case "GivenUp" -> "failed";
      case "Held" -> "held";
      case "OutlineSettled" -> "outline";
      case "Answered" -> "answered";
      case "Replayed" -> "replayed";
      case "Cancelled" -> "cancelled";
      default -> throw new IllegalStateException("no name for " + event.getClass());
    };
  }

  private static Optional<String> message(JobEvent event) {
    if (event instanceof JobEvent.Planned planned) {
      return Optional.of(
          planned.planned().area() + ": " + String.join("; ", planned.planned().reasons()));
    }
    if (event instanceof JobEvent.AttemptFailed failed) {
      return Optional.of(failed.reason());
    }
    return event instanceof JobEvent.GivenUp givenUp
        ? Optional.of(givenUp.reason())
        : Optional.empty();
  }

  private static int total(Job job) {
    return job.planned().map(planned -> planned.sections().size()).orElse(0);
  }

  private static List<JobView.Section> sections(Job job) {
    List<PlannedDocument.PlannedSection> planned =
        job.planned().map(PlannedDocument::sections).orElse(List.of());
    return IntStream.range(0, planned.size())
        .mapToObj(
            index -> {
              Optional<WrittenSection> written = Optional.ofNullable(job.sections().get(index));
              return new JobView.Section(
                  planned.get(index).id(),
                  planned.get(index).title(),
                  written.map(WrittenSection::origin),
                  written.flatMap(WrittenSection::model),
                  written.map(WrittenSection::elapsedMs));
            })
        .toList();
  }

  private static JobView.Cache cache(
      Collection<WrittenSection> sections, List<RenderedFile> files) {
    List<WrittenSection> asked =
        sections.stream().filter(section -> !NOT_ASKED.contains(section.origin())).toList();
    return new JobView.Cache(
        (int) asked.stream().filter(section -> section.origin().equals("cache")).count(),
        asked.size(),
        (int) files.stream().filter(RenderedFile::cached).count(),
        asked.stream().mapToLong(WrittenSection::savedMs).sum());
  }

  private static List<JobView.Finding> findings(Job job) {
    List<JobView.Finding> findings = new ArrayList<>();
    job.sections().values().forEach(section -> findings.addAll(section.findings()));
    job.manuscript().ifPresent(manuscript -> findings.addAll(manuscript.findings()));
    job.review().ifPresent(review -> findings.addAll(review.findings()));
    return findings;
  }

  private static List<JobView.Source> sources(PlannedDocument planned) {
    Map<Integer, List<Citation>> numbered =
        planned.citations().stream()
            .collect(Collectors.groupingBy(Citation::number, TreeMap::new, Collectors.toList()));
    return numbered.values().stream()
        .map(
            citations ->
                new JobView.Source(
                    citations.get(0).number(),
                    citations.get(0).noteId(),
                    citations.get(0).title(),
                    Optional.of(citations.get(0).page()).filter(page -> page > 0),
                    citations.stream().map(Citation::sectionId).distinct().toList()))
        .toList();
  }

  /** In the order they were asked for, whichever was finished first. */
  private static List<JobView.File> files(Job job) {
    return job.files().stream()
        .sorted(Comparator.comparingInt(file -> job.ask().formats().indexOf(file.format())))
        .map(JobViews::file)
        .toList();
  }

  private static JobView.File file(RenderedFile file) {
    return new JobView.File(
        file.format(), file.name(), file.mediaType(), file.size(), file.artifact(), file.cached());
  }
}
