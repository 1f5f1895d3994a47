package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Sessions that nobody thought of, with Redis and with our door: both say the same. The long run is
 * {@code ./blatam test redis [SECONDS]}.
 */
class RedisFuzzTest {

  private static final String LONG = "blatam.redis";
  private static final int SESSIONS = 500;
  private static final int MOST_DIFFERENCES = 40;

  /** What differs once in so many times is the moment, not the server. */
  private static final int CONFIRMED = 3;

  @Test
  void replies_someSessions_areRedis() throws Exception {
    run(1, SESSIONS, Long.MAX_VALUE);
  }

  @Test
  @EnabledIfSystemProperty(named = LONG, matches = "\\d+")
  void replies_sessionsForAsLongAsAsked_areRedis() throws Exception {
    long seconds = Long.getLong(LONG);
    long begin = Long.getLong(LONG + ".seed", System.currentTimeMillis());
    run(begin, Long.MAX_VALUE, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
  }

  private static void run(long firstSeed, long sessions, long deadline) throws Exception {
    assumeTrue(RedisServer.installed(), "skipped: redis-server is not installed");
    Map<String, String> differences = new TreeMap<>();
    long played = 0;
    long acts = 0;
    try (RedisServer redis = RedisServer.start();
        ScratchDoor door = new ScratchDoor("blatam.kv-cache.resp.loops = 1");
        Exchange theirs = new Exchange(redis.port());
        Exchange ours = new Exchange(door.port())) {
      while (played < sessions
          && System.nanoTime() < deadline
          && differences.size() < MOST_DIFFERENCES) {
        List<Act> session = new AnySession(new Random(firstSeed + played)).next();
        played++;
        acts += session.size();
        if (differ(theirs, ours, session)) {
          List<Act> least = new Shrinking(tried -> differ(theirs, ours, tried)).smallest(session);
          List<String> expected = theirs.play(least);
          List<String> actual = ours.play(least);
          String kind = kind(least, expected, actual);
          if (differences.putIfAbsent(kind, shown(least, expected, actual)) == null) {
            System.out.println(kind + differences.get(kind));
          }
        }
      }
    }
    System.out.printf("%,d sessions of %,d commands from seed %d%n", played, acts, firstSeed);
    assertThat(differences.values()).isEmpty();
  }

  private static boolean differ(Exchange theirs, Exchange ours, List<Act> session)
      throws IOException {
    for (int i = 0; i < CONFIRMED; i++) {
      if (theirs.play(session).equals(ours.play(session))) {
        return false;
      }
    }
    return true;
  }

  /** Differences that are probably one. */
  private static String kind(List<Act> acts, List<String> expected, List<String> actual) {
    int at = 0;
    while (at < Math.min(expected.size(), actual.size())
        && expected.get(at).equals(actual.get(at))) {
      at++;
    }
    String both = replyAt(expected, at) + " / " + replyAt(actual, at);
    return acts.get(acts.size() - 1).name() + ": " + both.replaceAll("\\d+|'[^']*'", "#");
  }

  private static String replyAt(List<String> transcript, int at) {
    return at < transcript.size() ? transcript.get(at) : "nothing";
  }

  private static String shown(List<Act> acts, List<String> expected, List<String> actual) {
    StringBuilder shown = new StringBuilder("\n");
    acts.forEach(act -> shown.append("  ").append(act).append('\n'));
    return shown.append("Redis: " + expected + "\nours:  " + actual + "\n").toString();
  }
}
