package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.resp.command.Step;
import io.blatam.kvcache.resp.wire.CommandParser;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Glances;
import java.util.Arrays;
import java.util.Optional;

/**
 * Commands of a pipeline that have wholly come, cut before the first of them is done, so that their
 * keys' memory is on its way when it is needed. That they were cut has no other effect: whichever
 * is not done after all is cut again. Belongs to a loop.
 */
final class Ahead {

  private final byte[][][] words = new byte[Glances.MOST][][];
  private final int[] ends = new int[Glances.MOST];
  private final CacheKey[] keys = new CacheKey[Glances.MOST];
  private final int[] segments = new int[Glances.MOST];
  private final Glances glances = new Glances();
  private final Keyspace keyspace;
  private Keyspace.Place place;
  private int count;

  Ahead(Keyspace keyspace) {
    this.keyspace = keyspace;
  }

  /**
   * @return how many were cut
   */
  int cut(CommandParser parser, byte[] bytes, int from, int to) {
    count = 0;
    place = null;
    int at = from;
    while (count < Glances.MOST && parser.ahead(bytes, at, to)) {
      words[count] = parser.aheadWords();
      at = parser.aheadEnd();
      ends[count++] = at;
    }
    return count;
  }

  /** What they may be about, if it is in this place, is on its way from now on. */
  void expect(Keyspace.Place there) {
    place = there;
    for (int i = 0; i < count; i++) {
      boolean named = words[i].length > 1 && words[i][1].length <= CacheKey.MAX_KEY_LENGTH;
      keys[i] = named ? place.key(words[i][1]) : null;
      if (named) {
        segments[i] = keyspace.segment(keys[i]);
        keyspace.glance(keys[i], segments[i], depth(words[i]), glances);
      }
    }
    glances.look();
  }

  /** Who brings no value mostly wants one. */
  private static int depth(byte[][] command) {
    return command.length == 2 ? Glances.VALUE : Glances.KEY;
  }

  byte[][] words(int number) {
    return words[number];
  }

  /** Where the command's bytes end. */
  int end(int number) {
    return ends[number];
  }

  /** What the keyspace replies, with what is known of the key that was cut, if it is that one. */
  Optional<Reply> here(int number, Step.One one, Keyspace.Place there, long now) {
    boolean same = place == there && words[number].length > 1 && words[number][1] == one.key();
    return same
        ? keyspace.here(one, keys[number], segments[number], now)
        : keyspace.here(one, there, now);
  }

  /** They may be large. */
  void forget() {
    Arrays.fill(words, 0, count, null);
    Arrays.fill(keys, 0, count, null);
    count = 0;
  }
}
