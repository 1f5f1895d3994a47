package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.BriefCompletion;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.document.PublicationCalendar.Channel;
import io.blatam.bul.document.PublicationCalendar.Pillar;
import io.blatam.bul.document.PublicationCalendar.Post;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicationCalendarTest {

  private static PublicationCalendar calendar(String fields) {
    return PublicationCalendar.of(
        BriefCompletion.complete(
            BriefFormat.yaml(
                "document_type: social-media-calendar\nlanguage: en\nsocial_media_calendar:\n"
                    + fields.indent(2)),
            LocalDate.of(2027, 1, 11)));
  }

  @Test
  void of_sharesOfPillars_areKeptOverThePeriod() {
    PublicationCalendar calendar =
        calendar(
            """
            start: 2027-02-01
            weeks: 5
            channels: [{channel: A, per_week: 4}]
            pillars: [{pillar: Teach, share: 50}, {pillar: Prove, share: 30}, {pillar: Offer, share: 20}]
            """);

    assertThat(calendar.pillars()).extracting(Pillar::posts).containsExactly(10L, 6L, 4L);
    assertThat(calendar.channels()).extracting(Channel::posts).containsExactly(20L);
    assertThat(calendar.last()).isEqualTo(LocalDate.of(2027, 3, 7));
    assertThat(calendar.contradictions()).isEmpty();
  }

  @Test
  void of_ideas_goToTheirPillarInOrder_andAKeyDateTakesAPostOfItsDay() {
    PublicationCalendar calendar =
        calendar(
            """
            start: 2027-02-08
            weeks: 1
            channels: [{channel: A, per_week: 2}]
            pillars: [{pillar: Teach, share: 100}]
            ideas: [{pillar: teach, idea: First}, {pillar: Teach, idea: Second}]
            dates: [{date: 2027-02-09, occasion: Open day}, {date: 2027-02-14, occasion: Valentine}]
            """);

    List<Post> posts = calendar.weeks().get(0).posts();
    assertThat(posts)
        .extracting(post -> post.date().getDayOfWeek())
        .containsExactly(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.SUNDAY);
    assertThat(posts)
        .extracting(Post::idea)
        .containsExactly(Optional.of("Open day"), Optional.of("First"), Optional.of("Valentine"));
    assertThat(calendar.occasions()).isEqualTo(2);
    assertThat(calendar.total()).isEqualTo(3);
  }
}
