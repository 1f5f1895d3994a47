package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.MeetingReportBrief.Action;
import io.blatam.bul.brief.MeetingReportBrief.Attendee;
import io.blatam.bul.brief.MeetingReportBrief.Decision;
import org.junit.jupiter.api.Test;

class MeetingTextTest {

  @Test
  void read_spanishNotes() {
    MeetingText said =
        MeetingText.read(
            "Acta de la reunión de ventas del lunes con Ana y Luis en Madrid. Se acordó subir los"
                + " precios un 4 % desde enero. Luis preparará la nueva tarifa.");

    assertThat(said.attendees()).extracting(Attendee::name).containsExactly("Ana", "Luis");
    assertThat(said.decisions())
        .extracting(Decision::text)
        .containsExactly("Subir los precios un 4 % desde enero");
    assertThat(said.actions()).extracting(Action::owner).containsExactly("Luis");
    assertThat(said.actions())
        .extracting(Action::task)
        .containsExactly("Preparará la nueva tarifa");
  }

  @Test
  void read_englishNotes() {
    MeetingText said =
        MeetingText.read(
            "Minutes of the meeting with Ann Lee, Bob and Eve. We agreed to raise prices by 4.5%."
                + " Bob will send the new list.");

    assertThat(said.attendees())
        .extracting(Attendee::name)
        .containsExactly("Ann Lee", "Bob", "Eve");
    assertThat(said.decisions()).extracting(Decision::text).containsExactly("Raise prices by 4.5%");
    assertThat(said.actions()).extracting(Action::task).containsExactly("Send the new list");
  }

  @Test
  void read_plainNotes_inventNothing() {
    MeetingText said = MeetingText.read("Reunión de seguimiento: se habló de los plazos.");

    assertThat(said.attendees()).isEmpty();
    assertThat(said.decisions()).isEmpty();
    assertThat(said.actions()).isEmpty();
  }
}
