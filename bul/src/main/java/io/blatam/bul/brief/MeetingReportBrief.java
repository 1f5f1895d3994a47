package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was said and decided in a meeting. Nothing of it is assumed: what the brief does not say,
 * the report does not say.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MeetingReportBrief(
    Optional<String> subject,
    Optional<LocalDate> date,
    Optional<String> time,
    Optional<String> place,
    Optional<String> chair,
    Optional<String> secretary,
    List<Attendee> attendees,
    List<String> absent,
    List<Topic> agenda,
    List<Decision> decisions,
    List<Action> actions,
    Optional<LocalDate> nextMeeting) {

  public MeetingReportBrief {
    subject = Require.optionalText("subject", subject, 160);
    date = Require.given(date);
    time = Require.optionalText("time", time, 60);
    place = Require.optionalText("place", place, 160);
    chair = Require.optionalText("chair", chair, 120);
    secretary = Require.optionalText("secretary", secretary, 120);
    attendees = Require.list("attendees", attendees);
    absent = Require.list("absent", absent);
    agenda = Require.list("agenda", agenda);
    decisions = Require.list("decisions", decisions);
    actions = Require.list("actions", actions);
    nextMeeting = Require.given(nextMeeting);
  }

  /** A meeting of which nothing is known yet. */
  public static MeetingReportBrief empty() {
    return new MeetingReportBrief(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Who was there, and as what. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Attendee(String name, Optional<String> role) {
    public Attendee {
      name = Require.text("name", name);
      role = Require.optionalText("role", role, 120);
    }
  }

  /** One point of the agenda and what was said about it. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Topic(String title, Optional<String> discussion) {
    public Topic {
      title = Require.text("title", title);
      discussion = Require.optionalText("discussion", discussion, 4000);
    }
  }

  /** What was decided, and how the vote went where there was one. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Decision(String text, Optional<String> vote) {
    public Decision {
      text =
          Require.optionalText("text", Optional.ofNullable(text), 1000)
              .orElseThrow(() -> new IllegalArgumentException("text: say what was decided"));
      vote = Require.optionalText("vote", vote, 120);
    }
  }

  /** A task someone took on. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Action(String task, String owner, Optional<LocalDate> due) {
    public Action {
      task =
          Require.optionalText("task", Optional.ofNullable(task), 600)
              .orElseThrow(() -> new IllegalArgumentException("task: say what has to be done"));
      owner = Require.text("owner", owner);
      due = Require.given(due);
    }
  }
}
