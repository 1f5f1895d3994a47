package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.resp.wire.CommandParser;
import io.blatam.kvcache.shard.Glances;
import java.util.Arrays;

/**
 * Commands of a pipeline that have wholly come, cut before the first of them is done, so that their
 * keys' memory is on its way when it is needed. That they were cut has no other effect: whichever
 * is not done after all is cut again. Belongs to a loop.
 */
final class Ahead {

  private final byte[][][] words = new byte[Glances.MOST][][];
  private final int[] ends = new int[Glances.MOST];
  private final CacheKey[] keys = new CacheKey[Glances.MOST];
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
        keyspace.glance(keys[i], glances);
      }
    }
    glances.look();
  }

  byte[][] words(int number) {
    return words[number];
  }

  /** Where the command's bytes end. */
  int end(int number) {
    return ends[number];
  }

  /**
   * The key in that place, made before if this command's is asked for.
   *
   * @param name the very array that was cut
   */
  CacheKey key(int number, byte[] name, Keyspace.Place there) {
    boolean same = place == there && words[number].length > 1 && words[number][1] == name;
    return same ? keys[number] : there.key(name);
  }

  /** They may be large. */
  void forget() {
    Arrays.fill(words, 0, count, null);
    Arrays.fill(keys, 0, count, null);
    count = 0;
  }
}
