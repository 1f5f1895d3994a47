package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.Page;
import io.blatam.kvcache.shard.Scan;
import java.util.List;
import java.util.function.Function;

/**
 * What a command wants next: it says so as data, and whoever carries it out knows whether the keys
 * live on this node or on others. So no command knows of threads, segments or messages.
 */
public sealed interface Step {

  /** The command is over. */
  record Done(Reply reply) implements Step {}

  record Change(byte[] key, Edit edit) {}

  /** One key, and then the command is over: what nearly every command is. */
  record One(byte[] key, Edit edit, Function<Effect, Reply> reply) implements Step {}

  /** One key, and then something else. */
  record First(Change change, Function<Effect, Step> then) implements Step {}

  /**
   * Several keys, in this order and, if they all live on this node, as one step that nobody sees
   * half of.
   */
  record Several(List<Change> changes, Function<List<Effect>, Step> then) implements Step {}

  /**
   * Like {@link Several}, but none of the writes happens unless none of the keys is there.
   *
   * @param writes plain ones, one a key
   * @param then given whether they happened
   */
  record IfNone(List<Change> writes, Function<Boolean, Step> then) implements Step {}

  /** Every segment's part of a database. */
  record Everywhere(int database, Scan scan, Function<List<Page>, Step> then) implements Step {}

  /** One segment's part of a database. */
  record Within(int segment, int database, Scan scan, Function<Page, Step> then) implements Step {}

  static Step done(Reply reply) {
    return new Done(reply);
  }

  static Step one(byte[] key, Edit edit, Function<Effect, Reply> reply) {
    return new One(key, edit, reply);
  }
}
