package io.blatam.kvcache.shard;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What to do with the entries of one namespace that a segment holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "s")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Scan.Keys.class, name = "k"),
  @JsonSubTypes.Type(value = Scan.Count.class, name = "n"),
  @JsonSubTypes.Type(value = Scan.Unsaved.class, name = "u"),
  @JsonSubTypes.Type(value = Scan.Clear.class, name = "c")
})
public sealed interface Scan {

  /**
   * At least {@code limit} keys, if there are that many, from a position on. Positions are hashes
   * of the keys, so a key that is there from the first page to the last is seen, whatever comes and
   * goes meanwhile; keys that share a position come in one page.
   *
   * @param from 0 to {@link Page#END}
   */
  record Keys(long from, int limit) implements Scan {}

  record Count() implements Scan {}

  /**
   * Changes that were acknowledged and that the namespace's store does not have yet, by position
   * like {@link Keys}.
   *
   * @param to up to which position, exclusively
   */
  record Unsaved(long from, long to, int limit) implements Scan {}

  /** Removes them. */
  record Clear() implements Scan {}
}
