package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.RenderedFile;
import io.blatam.bul.production.Review;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.artifact.ArtifactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final ArtifactId TEXT = new ArtifactId("a".repeat(64));
  private static final PlannedDocument TWO_SECTIONS =
      new PlannedDocument(
          "Plan",
          "finance",
          List.of(),
          List.of(new PlannedSection("a", "A", true), new PlannedSection("b", "B", true)));

  static Ask ask(String id) {
    return ask(id, "acme");
  }

  static Ask ask(String id, String tenant) {
    return new Ask(
        id,
        tenant,
        "ana",
        new DocumentRequest(Brief.ofText("un plan"), List.of(ExportFormat.PDF), 3).json(),
        3,
        List.of("pdf"),
        NOON,
        "business-plan",
        "es",
        "Plan de negocio",
        Optional.empty());
  }

  @Test
  void excusedFailure_afterSomethingWasAchieved_countsNothing() {
    Job achieved =
        Job.accepted(ask("j"))
            .after(new JobEvent.Started(NOON, 1, 1))
            .after(new JobEvent.Planned(NOON, TWO_SECTIONS));
    assertThat(achieved.after(new JobEvent.AttemptFailed(NOON, 1, "full", true)).fruitless())
        .isZero();
    Job begun = Job.accepted(ask("j")).after(new JobEvent.Started(NOON, 1, 1));
    assertThat(begun.after(new JobEvent.AttemptFailed(NOON, 1, "full", true)).fruitless()).isZero();
    assertThat(begun.after(new JobEvent.AttemptFailed(NOON, 1, "away", false)).fruitless()).isOne();
  }

  @Test
  void wanted_stepByStep_leadsToTheEnd() {
    Job waiting = Job.accepted(ask("j"));
    Job planning = waiting.after(new JobEvent.Started(NOON, 1, 1));
    Job writing = planning.after(new JobEvent.Planned(NOON, TWO_SECTIONS));
    Job written = writing.after(section(1)).after(section(0));
    Job assembled =
        written.after(new JobEvent.Assembled(NOON, new Manuscript(TEXT, "template", List.of())));
    Job rendering = assembled.after(new JobEvent.Reviewed(NOON, new Review(List.of())));
    Job rendered = rendering.after(file());
    Job done = rendered.after(new JobEvent.Finished(NOON));

    assertThat(waiting.wanted(4)).isEmpty();
    assertThat(planning.wanted(4)).containsExactly(new Step.Plan());
    assertThat(writing.wanted(4)).containsExactly(new Step.Write(0), new Step.Write(1));
    assertThat(writing.wanted(1)).containsExactly(new Step.Write(0));
    assertThat(written.wanted(4)).containsExactly(new Step.Assemble());
    assertThat(assembled.wanted(4)).containsExactly(new Step.Check());
    assertThat(rendering.wanted(4)).containsExactly(new Step.Render(ExportFormat.PDF));
    assertThat(rendered.wanted(4)).containsExactly(new Step.Shelve());
    assertThat(done.wanted(4)).isEmpty();
    assertThat(done.stage().status()).isEqualTo(JobStatus.DONE);
    assertThat(writing.after(section(1)).stage()).isEqualTo(new Stage.Writing(1, 2));
  }

  @Test
  void after_sectionWrittenTwice_keepsTheFirst() {
    Job writing =
        Job.accepted(ask("j"))
            .after(new JobEvent.Started(NOON, 1, 1))
            .after(new JobEvent.Planned(NOON, TWO_SECTIONS))
            .after(section(0));
    var other =
        new WrittenSection(
            0, "a", new ArtifactId("b".repeat(64)), "model", 1, 0, Optional.of("m"), List.of());

    Job twice = writing.after(new JobEvent.SectionWritten(NOON, other));

    assertThat(twice.sections().get(0).text()).isEqualTo(TEXT);
  }

  @Test
  void fruitless_countsAttemptsUntilSomethingIsAchieved() {
    Job tried =
        Job.accepted(ask("j"))
            .after(new JobEvent.Started(NOON, 1, 1))
            .after(new JobEvent.AttemptFailed(NOON, 1, "away", false))
            .after(new JobEvent.Started(NOON, 2, 2));

    assertThat(tried.fruitless()).isEqualTo(2);
    assertThat(tried.after(new JobEvent.Planned(NOON, TWO_SECTIONS)).fruitless()).isZero();
  }

  @Test
  void stage_attemptFailed_isWaitingAgainAndSaysWhy() {
    Job failed =
        Job.accepted(ask("j"))
            .after(new JobEvent.Started(NOON, 1, 1))
            .after(new JobEvent.AttemptFailed(NOON, 1, "the model is away", false));

    assertThat(failed.stage()).isEqualTo(new Stage.Waiting());
    assertThat(JobViews.of(failed, NOON).error()).contains("the model is away");
    assertThat(failed.wanted(4)).isEmpty();
  }

  private static JobEvent section(int index) {
    return new JobEvent.SectionWritten(
        NOON,
        new WrittenSection(
            index,
            "ab".substring(index, index + 1),
            TEXT,
            "cache",
            1,
            900,
            Optional.empty(),
            List.of()));
  }

  private static JobEvent file() {
    return new JobEvent.FileRendered(
        NOON, new RenderedFile("pdf", "plan.pdf", "application/pdf", TEXT, 9, false, 3));
  }
}
