package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one client does must cost bounded memory and do the others no harm. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileClientsTest {

  private static ScratchDoor door;

  @BeforeAll
  static void start() {
    door =
        new ScratchDoor(
            "blatam.kv-cache.resp.max-input-bytes = 33 MiB",
            "blatam.kv-cache.resp.stall-timeout = 2 s",
            "blatam.kv-cache.resp.max-connections = 200");
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  @Test
  void set_halfAGigabyte_isRefusedAndTheConnectionEnds() throws IOException {
    try (RespClient client = door.client()) {
      client.raw("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$536870913\r\n");
      client.flush();
      assertThat(client.reply()).isEqualTo("-ERR Protocol error: invalid bulk length");
      assertThatThrownBy(client::reply).isInstanceOf(IOException.class);
    }
  }

  @Test
  void set_largerThanASegment_isRefusedAndTheConnectionGoesOn() throws IOException {
    try (RespClient client = door.client()) {
      client.call("SET", "kept", "before");
      assertThat(client.call("SET", "kept", "x".repeat(5 << 20)))
          .isEqualTo("-OOM command not allowed when used memory > 'maxmemory'.");
      assertThat(client.call("GET", "kept")).isEqualTo("$:before");
      assertThat(client.call("APPEND", "kept", "x".repeat((4 << 20) - 100))).startsWith("-OOM");
      assertThat(client.call("SETRANGE", "kept", "536870000", "x")).startsWith("-OOM");
      assertThat(client.call("GET", "kept")).isEqualTo("$:before");
    }
  }

  @Test
  void set_oneMegabyte_comesBackWhole() throws IOException {
    try (RespClient client = door.client()) {
      String value = "0123456789abcdef".repeat(1 << 16);
      assertThat(client.call("SET", "large", value)).isEqualTo("+OK");
      assertThat(client.call("GET", "large")).isEqualTo("$:" + value);
    }
  }

  /** Over a message's size: it must not go as one because its segment has not woken up yet. */
  @Test
  void set_largeValuesAsTheFirstCommands_areStored() throws IOException {
    try (ScratchDoor fresh = new ScratchDoor();
        RespClient client = fresh.client()) {
      String value = "v".repeat(300_000);
      for (int i = 0; i < 40; i++) {
        assertThat(client.call("SET", "first" + i, value)).isEqualTo("+OK");
      }
    }
  }

  @Test
  void halfSentCommands_byManyClients_takeBoundedMemoryAndEndByThemselves() throws Exception {
    List<RespClient> halfway = new ArrayList<>();
    int refused = 0;
    try (RespClient other = door.client()) {
      for (int i = 0; i < 40; i++) {
        RespClient client = door.client();
        halfway.add(client);
        try {
          client.raw("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$4000000\r\n" + "x".repeat(3_000_000));
          client.flush();
        } catch (IOException reset) {
          refused++;
        }
      }
      assertThat(other.call("PING")).isEqualTo("+PONG");
      for (RespClient client : halfway) {
        // Refused at once, or given up when nothing more came.
        try {
          if (client.reply().startsWith("-ERR too many commands are half sent")) {
            refused++;
          }
        } catch (IOException ended) {
          assertThat(ended).isNotNull();
        }
      }
      assertThat(refused).isPositive();
      assertThat(other.call("PING")).isEqualTo("+PONG");
    } finally {
      for (RespClient client : halfway) {
        client.close();
      }
    }
  }

  /** A page can make its reader's browser send this to a loopback port. */
  @Test
  void httpRequest_endsTheConnection_andNothingInItIsDone() throws Exception {
    for (String request :
        List.of(
            "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nSET page 1\r\n",
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nSET page 1\r\n")) {
      try (RespClient browser = door.client();
          RespClient other = door.client()) {
        browser.raw(request);
        browser.flush();
        assertThatThrownBy(
                () -> {
                  browser.reply();
                  browser.reply();
                })
            .isInstanceOf(IOException.class);
        assertThat(other.call("GET", "page")).isEqualTo("nil");
      }
    }
  }

  @Test
  void millionPipelinedCommands_areAllAnsweredInOrder() throws Exception {
    int count = 1_000_000;
    try (RespClient client = door.client();
        RespClient other = door.client()) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < count; i++) {
                    client.raw("INCR million\r\n");
                  }
                  client.flush();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      for (int i = 1; i <= count; i++) {
        String reply = client.reply();
        if (!reply.equals(":" + i)) {
          assertThat(reply).isEqualTo(":" + i);
        }
      }
      sent.get(10, TimeUnit.SECONDS);
      assertThat(other.call("GET", "million")).isEqualTo("$:" + count);
    }
  }

  @Test
  void clientThatNeverReads_isHeldUpThenDisconnected_othersAreNot() throws Exception {
    try (RespClient deaf = door.client();
        RespClient other = door.client()) {
      assertThat(other.call("SET", "big", "y".repeat(1 << 20))).isEqualTo("+OK");
      for (int i = 0; i < 2_000; i++) {
        deaf.send("GET", "big");
      }
      deaf.flush();
      long used = usedMemory();
      for (int i = 0; i < 200; i++) {
        assertThat(other.call("PING")).isEqualTo("+PONG");
      }
      // Two gigabytes were asked for.
      assertThat(usedMemory() - used).isLessThan(256L << 20);
      assertThatThrownBy(() -> awaitEnd(other, deaf)).isInstanceOf(IOException.class);
      assertThat(other.call("PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void manyClientsThatNeverRead_takeTogetherWhatIsAllowed_othersAreServed() throws Exception {
    List<RespClient> deaf = new ArrayList<>();
    try (ScratchDoor small =
            new ScratchDoor(
                "blatam.kv-cache.resp.loops = 1",
                "blatam.kv-cache.resp.max-command-bytes = 1 MiB",
                "blatam.kv-cache.resp.max-waiting-bytes = 9 MiB");
        RespClient other = small.client()) {
      for (int i = 0; i < 40; i++) {
        RespClient client = small.client();
        deaf.add(client);
        assertThat(client.call("PING")).isEqualTo("+PONG");
      }
      assertThat(other.call("SET", "big", "y".repeat(1_000_000))).isEqualTo("+OK");
      for (RespClient client : deaf) {
        // More than the sockets' buffers take.
        for (int i = 0; i < 30; i++) {
          client.send("GET", "big");
        }
        client.flush();
      }
      // Each may leave 1 MiB unread, 9 MiB are allowed to all: most of them have to go.
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (connections(other) > 20 && System.nanoTime() < deadline) {
        assertThat(other.call("PING")).isEqualTo("+PONG");
      }
      assertThat(connections(other)).isLessThanOrEqualTo(20);
      assertThat(other.call("PING")).isEqualTo("+PONG");
    } finally {
      for (RespClient client : deaf) {
        client.close();
      }
    }
  }

  /**
   * Each sends more than is done in a turn, without an end. One that asks after them is not behind
   * all that they have sent, only behind a share of it.
   */
  @Test
  void manyClientsThatSendWithoutAnEnd_doNotHoldUpAnother() throws Exception {
    String commands = ("*2\r\n$4\r\nPING\r\n$100\r\n" + "x".repeat(100) + "\r\n").repeat(2_000);
    List<RespClient> flooders = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try (RespClient other = door.client()) {
      for (int i = 0; i < 60; i++) {
        RespClient flooder = door.client();
        flooders.add(flooder);
        Thread thread = new Thread(() -> sendWithoutAnEnd(flooder, commands));
        thread.setDaemon(true);
        threads.add(thread);
      }
      threads.forEach(Thread::start);
      List<Long> waits = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long sent = System.nanoTime();
        assertThat(other.call("PING")).isEqualTo("+PONG");
        waits.add(System.nanoTime() - sent);
      }
      waits.sort(null);
      // Behind all of them it would be behind 60 times 128 KiB, about 70,000 commands, each time.
      assertThat(waits.get(waits.size() / 2)).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
    } finally {
      for (RespClient flooder : flooders) {
        flooder.close();
      }
      for (Thread thread : threads) {
        thread.join(5_000);
      }
    }
  }

  private static void sendWithoutAnEnd(RespClient flooder, String commands) {
    try {
      while (true) {
        flooder.raw(commands);
        flooder.flush();
      }
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  private static int connections(RespClient client) throws IOException {
    return client
        .call("INFO", "clients")
        .lines()
        .filter(line -> line.startsWith("connected_clients:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
        .findFirst()
        .orElseThrow();
  }

  /** Writes until the connection has been ended from the other side. */
  private static void awaitEnd(RespClient other, RespClient deaf) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline) {
      other.call("PING");
      deaf.raw("PING\r\n");
      deaf.flush();
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void connections_overTheLimit_areToldSo() throws Exception {
    List<RespClient> clients = new ArrayList<>();
    try (ScratchDoor small = new ScratchDoor("blatam.kv-cache.resp.max-connections = 2")) {
      for (int i = 0; i < 2; i++) {
        RespClient client = small.client();
        clients.add(client);
        assertThat(client.call("PING")).isEqualTo("+PONG");
      }
      try (RespClient third = small.client()) {
        assertThat(third.reply()).isEqualTo("-ERR max number of clients reached");
      }
    } finally {
      for (RespClient client : clients) {
        client.close();
      }
    }
  }
}
