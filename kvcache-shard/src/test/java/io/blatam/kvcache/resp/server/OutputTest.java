package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {

  private final Output output = new Output();

  /** Takes everything, and remembers what came with each write. */
  private static final class Client implements Output.Recipient, Wire {

    private final Outbox outbox = new Outbox(this);
    private final List<Integer> writes = new ArrayList<>();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    @Override
    public void deliver(ByteBuffer replies) {
      outbox.send(replies);
    }

    @Override
    public int write(ByteBuffer source) {
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      writes.add(bytes.length);
      all.writeBytes(bytes);
      return bytes.length;
    }

    @Override
    public int read(ByteBuffer target) {
      return 0;
    }

    @Override
    public boolean readsAhead() {
      return false;
    }

    @Override
    public boolean owes() {
      return false;
    }

    @Override
    public void flush() {}

    @Override
    public boolean opening() {
      return false;
    }

    @Override
    public void close() {}
  }

  private void answer(Client client, int values, byte[] value) {
    output.lend(client.outbox);
    for (int i = 0; i < values; i++) {
      output.value(value);
    }
    output.end(client);
  }

  @Test
  void deliver_moreClientsThanThereIsRoomFor_eachGetsItsRepliesInOneWrite() {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Client client = new Client();
      clients.add(client);
      answer(client, 16, new byte[1033]);
    }
    output.deliver();

    assertThat(clients).allMatch(client -> client.writes.equals(List.of(16 * 1033)));
  }

  @Test
  void deliver_repliesLargerThanTheRoom_allArriveInTheirOrder() {
    Client before = new Client();
    Client client = new Client();
    answer(before, 1, new byte[] {7});
    output.lend(client.outbox);
    for (byte i = 0; i < 40; i++) {
      byte[] value = new byte[20_000];
      value[0] = i;
      output.value(value);
    }
    output.end(client);
    output.deliver();

    assertThat(before.all.toByteArray()).containsExactly(7);
    byte[] all = client.all.toByteArray();
    assertThat(all).hasSize(40 * 20_000);
    for (int i = 0; i < 40; i++) {
      assertThat(all[i * 20_000]).isEqualTo((byte) i);
    }
  }
}
