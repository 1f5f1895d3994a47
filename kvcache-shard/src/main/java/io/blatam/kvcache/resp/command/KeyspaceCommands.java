package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Page;
import io.blatam.kvcache.shard.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** All keys of a database: listing, counting, clearing. */
final class KeyspaceCommands {

  static final int DATABASES = 16;

  /** The longest keys of so many fit into one message. */
  private static final int PAGE = 256;

  /** A cursor is a segment's number and a position in it, which has 33 bits with its end. */
  private static final int POSITION_BITS = 33;

  private static final int DEFAULT_COUNT = 10;

  /** COUNT is a hint: one SCAN looks at no more, however many its client would take. */
  private static final int MOST_SCANNED = 16_384;

  /** About what a key takes in a reply besides its bytes. */
  private static final int OVERHEAD = 32;

  private KeyspaceCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("generic");
    table.keyless(
        "scan", -2, List.of("readonly"), "Keys, a page at a time", KeyspaceCommands::scan);
    table.keyless("keys", 2, List.of("readonly"), "Keys that match", KeyspaceCommands::keys);
    table.keyless("randomkey", 1, List.of("readonly"), "Any key", KeyspaceCommands::random);
    table.group("server");
    table.keyless(
        "dbsize", 1, List.of("readonly", "fast"), "How many keys", KeyspaceCommands::size);
    table.keyless("flushdb", -1, List.of("write"), "Clears a database", KeyspaceCommands::flush);
    table.keyless("flushall", -1, List.of("write"), "Clears all", KeyspaceCommands::flushAll);
  }

  private record Cursor(int segment, long position) {

    /** As C's strtoul reads numbers: nothing is zero, and negative ones are very large ones. */
    static Cursor parse(String text) {
      if (text.isEmpty()) {
        return new Cursor(0, 0);
      }
      try {
        boolean negative = text.startsWith("-");
        long digits = Long.parseUnsignedLong(negative ? text.substring(1) : text);
        long value = negative ? -digits : digits;
        return new Cursor(
            (int) Math.min(Integer.MAX_VALUE, value >>> POSITION_BITS),
            value & ((1L << POSITION_BITS) - 1));
      } catch (NumberFormatException e) {
        throw new CommandException("ERR invalid cursor");
      }
    }

    Cursor nextSegment() {
      return new Cursor(segment + 1, 0);
    }

    String text(int segments) {
      return segment >= segments
          ? "0"
          : Long.toUnsignedString(((long) segment << POSITION_BITS) | position);
    }
  }

  /** Keys that have been seen so far, and those of them that were asked for. */
  private static final class Gathered {

    private final List<Reply> keys = new ArrayList<>();
    private final Optional<GlobPattern> pattern;
    private final long mostBytes;
    private long bytes;
    private int seen;

    /**
     * @param mostBytes what those that match may take together
     */
    Gathered(Optional<GlobPattern> pattern, long mostBytes) {
      this.pattern = pattern;
      this.mostBytes = mostBytes;
    }

    void add(Page page) {
      seen += page.keys().size();
      for (String key : page.keys()) {
        if (pattern.isEmpty() || pattern.get().matches(key)) {
          bytes += OVERHEAD + key.length();
          if (bytes > mostBytes) {
            throw CommandException.tooManyKeys(mostBytes);
          }
          keys.add(key(key));
        }
      }
    }
  }

  private static Reply key(String key) {
    return new Reply.Bulk(key.getBytes(ISO_8859_1));
  }

  private static Step scan(Invocation call) {
    Cursor cursor = Cursor.parse(call.shown(1));
    Optional<GlobPattern> pattern = Optional.empty();
    long count = DEFAULT_COUNT;
    boolean strings = true;
    for (int i = 2; i < call.size(); i += 2) {
      if (i + 1 == call.size()) {
        throw CommandException.syntax();
      }
      switch (call.upper(i)) {
        case "MATCH" -> pattern = pattern(call.text(i + 1));
        case "COUNT" -> {
          count = call.integer(i + 1);
          if (count < 1) {
            throw CommandException.syntax();
          }
        }
        case "TYPE" -> strings = call.lower(i + 1).equals("string");
        default -> throw CommandException.syntax();
      }
    }
    if (!strings) {
      return Step.done(Reply.many(Reply.bulk("0"), new Reply.Many(List.of())));
    }
    return scan(
        call,
        cursor,
        Math.min(count, MOST_SCANNED),
        new Gathered(pattern, call.server().maxReplyBytes()));
  }

  private static Step scan(Invocation call, Cursor cursor, long count, Gathered gathered) {
    int segments = call.server().segments();
    long missing = count - gathered.seen;
    if (cursor.segment() >= segments || missing <= 0) {
      Reply next = Reply.bulk(cursor.text(segments));
      return Step.done(Reply.many(next, new Reply.Many(gathered.keys)));
    }
    return new Step.Within(
        cursor.segment(),
        call.session().database(),
        new Scan.Keys(cursor.position(), (int) Math.min(missing, PAGE)),
        page -> {
          gathered.add(page);
          Cursor next =
              page.next() == Page.END
                  ? cursor.nextSegment()
                  : new Cursor(cursor.segment(), page.next());
          return scan(call, next, count, gathered);
        });
  }

  private static Optional<GlobPattern> pattern(String text) {
    return text.equals("*") ? Optional.empty() : Optional.of(new GlobPattern(text));
  }

  private static Step keys(Invocation call) {
    Gathered gathered = new Gathered(pattern(call.text(1)), call.server().maxReplyBytes());
    return keys(call, new Cursor(0, 0), gathered);
  }

  private static Step keys(Invocation call, Cursor cursor, Gathered gathered) {
    if (cursor.segment() == call.server().segments()) {
      return Step.done(new Reply.Many(gathered.keys));
    }
    return new Step.Within(
        cursor.segment(),
        call.session().database(),
        new Scan.Keys(cursor.position(), PAGE),
        page -> {
          gathered.add(page);
          Cursor next =
              page.next() == Page.END
                  ? cursor.nextSegment()
                  : new Cursor(cursor.segment(), page.next());
          return keys(call, next, gathered);
        });
  }

  private static Step random(Invocation call) {
    int segments = call.server().segments();
    int first = ThreadLocalRandom.current().nextInt(segments);
    return random(call, first, ThreadLocalRandom.current().nextLong(Page.END), segments);
  }

  /** From a random place on to the end of the segment, then through the others. */
  private static Step random(Invocation call, int segment, long from, int left) {
    int segments = call.server().segments();
    return new Step.Within(
        segment % segments,
        call.session().database(),
        new Scan.Keys(from, 1),
        page -> {
          if (!page.keys().isEmpty()) {
            return Step.done(key(page.keys().get(0)));
          } else if (left == 0) {
            return Step.done(Reply.NIL);
          }
          return random(call, segment + 1, 0, left - 1);
        });
  }

  private static Step size(Invocation call) {
    return new Step.Everywhere(
        call.session().database(), new Scan.Count(), pages -> Step.done(Reply.whole(sum(pages))));
  }

  static long sum(List<Page> pages) {
    return pages.stream().mapToLong(Page::count).sum();
  }

  private static Step flush(Invocation call) {
    checkMode(call);
    return new Step.Everywhere(
        call.session().database(), new Scan.Clear(), pages -> Step.done(Reply.OK));
  }

  private static Step flushAll(Invocation call) {
    checkMode(call);
    return flushFrom(0);
  }

  private static Step flushFrom(int database) {
    return database == DATABASES
        ? Step.done(Reply.OK)
        : new Step.Everywhere(database, new Scan.Clear(), pages -> flushFrom(database + 1));
  }

  private static void checkMode(Invocation call) {
    boolean known =
        call.size() == 1
            || (call.size() == 2
                && (call.upper(1).equals("ASYNC") || call.upper(1).equals("SYNC")));
    if (!known) {
      throw CommandException.syntax();
    }
  }
}
