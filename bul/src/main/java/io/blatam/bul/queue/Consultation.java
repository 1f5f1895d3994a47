package io.blatam.bul.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.agent.Clarification;
import io.blatam.bul.api.Answer;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.OutlineEdit;
import io.blatam.bul.api.OutlineView;
import io.blatam.bul.brief.BriefCompletion;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.DocumentKind;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.store.Ask;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a person says to a job that waits for it: to its outline, to its question. */
final class Consultation {

  private final Jobs jobs;

  Consultation(Jobs jobs) {
    this.jobs = jobs;
  }

  CompletionStage<OutlineView> outline(String jobId) {
    return plan(jobId).thenApply(Consultation::view);
  }

  CompletionStage<JobView> settle(Principal principal, String jobId, OutlineEdit edit) {
    return plan(jobId)
        .thenCompose(
            plan -> {
              if (!plan.hold().equals(Optional.of(Hold.OUTLINE))) {
                throw Problem.conflict(
                        "The job is "
                            + plan.status().id()
                            + "; an outline can be changed while the job waits for it, in status"
                            + " outline.")
                    .asException();
              }
              var sections = OutlineEdits.apply(plan.planned().orElseThrow(), edit);
              return said(
                  jobs.ask(
                      jobId,
                      replyTo ->
                          new JobCommand.SettleOutline(principal.subject(), sections, replyTo)));
            });
  }

  CompletionStage<JobView> answer(Principal principal, String jobId, Answer answer) {
    return plan(jobId)
        .thenCompose(
            plan -> {
              Clarification question =
                  plan.planned()
                      .flatMap(PlannedDocument::question)
                      .filter(asked -> plan.hold().equals(Optional.of(Hold.QUESTION)))
                      .orElseThrow(
                          () ->
                              Problem.conflict(
                                      "The job is " + plan.status().id() + "; nothing is asked.")
                                  .asException());
              Ask ask = answered(plan.ask().orElseThrow(), question, answer);
              return said(
                  jobs.ask(
                      jobId, replyTo -> new JobCommand.Answer(principal.subject(), ask, replyTo)));
            });
  }

  private CompletionStage<JobCommand.Plan> plan(String jobId) {
    return jobs.ask(jobId, JobCommand.GetPlan::new);
  }

  private static CompletionStage<JobView> said(CompletionStage<JobCommand.Reply> asked) {
    return asked.thenApply(
        reply -> {
          JobView job = reply.job().orElseThrow();
          if (job.status() != JobStatus.QUEUED) {
            throw Problem.conflict("The job is " + job.status().id() + " by now.").asException();
          }
          return job;
        });
  }

  private static OutlineView view(JobCommand.Plan plan) {
    PlannedDocument planned =
        plan.planned()
            .orElseThrow(
                () ->
                    Problem.conflict(
                            "The job is " + plan.status().id() + "; it has not been planned yet.")
                        .retryAfter(1)
                        .asException());
    List<OutlineView.Section> sections =
        planned.sections().stream()
            .map(
                section ->
                    new OutlineView.Section(
                        section.id(),
                        section.title(),
                        section.purpose(),
                        section.words(),
                        section.narrative()))
            .toList();
    return new OutlineView(
        planned.title(), planned.area(), plan.hold().equals(Optional.of(Hold.OUTLINE)), sections);
  }

  /** The ask as if its brief had said so from the beginning. */
  private static Ask answered(Ask ask, Clarification question, Answer answer) {
    ObjectNode request =
        Json.read(ask.request().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    answer
        .choice()
        .ifPresent(
            number -> {
              Clarification.Choice choice = choice(question, number);
              choice.documentType().ifPresent(type -> request.put("document_type", type));
              choice.businessArea().ifPresent(area -> request.put("business_area", area));
            });
    answer
        .text()
        .ifPresent(
            text -> request.put("text", (request.path("text").asText() + "\n" + text).strip()));
    DocumentRequest wanted = DocumentRequest.parse(request.toString());
    DocumentType type =
        DocumentKind.of(wanted.brief())
            .map(DocumentKind::type)
            .orElseGet(() -> DocumentType.of(ask.documentType()));
    CompleteBrief brief =
        BriefCompletion.complete(wanted.brief().as(type), ask.profile(), ask.date());
    return ask.asking(
        wanted.json(),
        brief.type().id(),
        brief.language().code(),
        brief.brief().title().orElseGet(() -> brief.type().label(brief.language())));
  }

  private static Clarification.Choice choice(Clarification question, int number) {
    if (number < 1 || number > question.choices().size()) {
      throw Problem.validation("choice", "must be a number from 1 to " + question.choices().size())
          .asException();
    }
    return question.choices().get(number - 1);
  }
}
