package io.blatam.kvcache.resp.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What clients do to one server, and what it says to them. What a client does before another does
 * something is sent in one write. Between commands a PING with a text of its own tells where
 * replies end, as no command tells how many it has.
 */
final class Exchange implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 2_000;
  private static final int MOST_PAGES = 1_000;

  private final int port;
  private final RespClient janitor;

  Exchange(int port) throws IOException {
    this.port = port;
    this.janitor = new RespClient(port);
  }

  /** The replies, from an empty server on; as many for every server that is like another. */
  List<String> play(List<Act> acts) throws IOException {
    janitor.call("FLUSHALL");
    int clients = acts.stream().mapToInt(Act::client).max().orElse(0) + 1;
    List<One> all = new ArrayList<>();
    List<String> transcript = new ArrayList<>();
    try {
      for (int i = 0; i < clients; i++) {
        all.add(new One(i, new RespClient(port).patience(PATIENCE_MILLIS), transcript));
      }
      One before = all.get(0);
      for (Act act : acts) {
        One client = all.get(act.client());
        if (client != before) {
          before.settle();
        }
        client.act(act);
        before = client;
      }
      for (One client : all) {
        client.settle();
      }
      for (One client : all) {
        // What others have told it meanwhile.
        client.mark();
        client.settle();
      }
    } finally {
      for (One client : all) {
        client.connection.abort();
      }
    }
    return transcript;
  }

  @Override
  public void close() throws IOException {
    janitor.close();
  }

  private static final class One {

    private final int number;
    private final RespClient connection;
    private final List<String> transcript;

    /** What was sent since the last marker, and since the last reply: acts by marker. */
    private List<Act> joined = new ArrayList<>();

    private final List<List<Act>> sent = new ArrayList<>();
    private boolean ending;
    private boolean over;

    One(int number, RespClient connection, List<String> transcript) {
      this.number = number;
      this.connection = connection;
      this.transcript = transcript;
    }

    void act(Act act) throws IOException {
      if (ending) {
        return;
      }
      if (act.alone()) {
        // What others have told it meanwhile is no part of the reply either.
        mark();
      }
      switch (act.kind()) {
        case COMMAND -> connection.send(act.words().toArray(String[]::new));
        case RAW -> connection.raw(act.words().get(0));
        case WHOLE_SCAN -> {
          settle();
          scan(act);
          return;
        }
      }
      joined.add(act);
      ending = act.last();
      if (act.alone()) {
        mark();
      }
    }

    void mark() throws IOException {
      if (!ending) {
        connection.send("PING", marker(sent.size()));
        sent.add(joined);
        joined = new ArrayList<>();
      }
    }

    private static String marker(int index) {
      return "~" + index;
    }

    /** Waits for the replies to everything. */
    void settle() throws IOException {
      if (over) {
        return;
      }
      if (ending) {
        sent.add(joined);
        joined = new ArrayList<>();
      } else if (!joined.isEmpty()) {
        mark();
      }
      try {
        connection.flush();
      } catch (SocketException closed) {
        // What it said before can still be read.
        over = false;
      }
      for (int i = 0; i < sent.size() && !over; i++) {
        List<String> replies = new ArrayList<>();
        until("$:" + marker(i), replies);
        note(sent.get(i), replies);
      }
      sent.clear();
    }

    private void until(String marker, List<String> replies) throws IOException {
      while (true) {
        String reply = next();
        if (over) {
          replies.add(reply);
          return;
        } else if (reply.equals(marker) || reply.equals("*[$:pong, " + marker + "]")) {
          return;
        }
        replies.add(Masks.anywhere(reply));
      }
    }

    private String next() throws IOException {
      try {
        return connection.reply();
      } catch (EOFException | SocketException e) {
        over = true;
        ending = true;
        return "closed";
      } catch (SocketTimeoutException e) {
        over = true;
        ending = true;
        return "silent";
      }
    }

    private void note(List<Act> acts, List<String> replies) {
      boolean masked = acts.size() == 1 && acts.get(0).alone();
      List<String> shown =
          masked ? List.of(Masks.of(acts.get(0), replies)) : Masks.messages(replies);
      for (String reply : shown) {
        transcript.add("client " + number + " hears " + reply);
      }
    }

    private void scan(Act act) throws IOException {
      Set<String> keys = new TreeSet<>();
      String cursor = "0";
      for (int page = 0; page < MOST_PAGES && !over; page++) {
        List<String> words = new ArrayList<>(List.of("SCAN", cursor));
        words.addAll(act.words());
        connection.send(words.toArray(String[]::new));
        mark();
        connection.flush();
        List<String> replies = new ArrayList<>();
        until("$:" + marker(0), replies);
        sent.clear();
        String reply = String.join(" | ", replies);
        if (!reply.matches("(?s)\\*\\[\\$:\\d+, \\*\\[.*]]")) {
          transcript.add("client " + number + " hears " + reply);
          return;
        }
        cursor = reply.substring(4, reply.indexOf(','));
        String found = reply.substring(reply.indexOf(',') + 4, reply.length() - 2);
        if (!found.isEmpty()) {
          keys.addAll(List.of(found.split(", ")));
        }
        if (cursor.equals("0")) {
          transcript.add("client " + number + " finds " + keys);
          return;
        }
      }
      transcript.add("client " + number + " comes to no end");
    }
  }
}
