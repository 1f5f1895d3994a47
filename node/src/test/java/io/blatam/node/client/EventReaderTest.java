package io.blatam.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  @Test
  void next_severalLinesOfData_areJoined() throws IOException {
    assertThat(read("event: section\nid: 7\ndata: a\ndata: b\n\n"))
        .containsExactly(new ServerEvent("7", "section", "a\nb"));
  }

  @Test
  void next_comments_arePassedOver() throws IOException {
    assertThat(read(":\n\n: alive\n\ndata: x\n\n"))
        .containsExactly(new ServerEvent("", "message", "x"));
  }

  @Test
  void next_eventWithoutId_keepsTheIdBefore() throws IOException {
    assertThat(read("id: 1\ndata: a\n\ndata: b\n\n"))
        .extracting(ServerEvent::id)
        .containsExactly("1", "1");
  }

  @Test
  void next_streamEndsInsideAnEvent_dropsIt() throws IOException {
    assertThat(read("data: whole\n\ndata: half"))
        .extracting(ServerEvent::data)
        .containsExactly("whole");
  }

  @Test
  void next_typeOfAnEventWithoutData_isNotKeptForTheNext() throws IOException {
    assertThat(read("event: lost\n\ndata: x\n\n"))
        .extracting(ServerEvent::type)
        .containsExactly("message");
  }

  @Property
  void next_whateverIsWritten_isRead(
      @ForAll @Size(max = 20) List<@AlphaChars @StringLength(max = 30) String> data)
      throws IOException {
    StringBuilder stream = new StringBuilder();
    data.forEach(line -> stream.append("data: ").append(line).append("\r\n\r\n"));
    assertThat(read(stream.toString())).extracting(ServerEvent::data).isEqualTo(data);
  }

  private static List<ServerEvent> read(String stream) throws IOException {
    var reader = new EventReader(new StringReader(stream));
    var events = new ArrayList<ServerEvent>();
    for (var event = reader.next(); event.isPresent(); event = reader.next()) {
      events.add(event.get());
    }
    return events;
  }
}
