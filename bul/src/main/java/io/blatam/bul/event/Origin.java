package io.blatam.bul.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What asked for a job, when no person did: a row of a bulk or an occurrence of a schedule. It is
 * the job's idempotency key as well, so that each gives one job however often it is tried; the
 * spaces in it keep it apart from what can come in a header.
 */
public sealed interface Origin {

  /** The job's idempotency key. */
  String key();

  /** Says where a job comes from, in what is told about it. */
  void describe(ObjectNode data);

  /** Row {@code row} of a bulk, the first being 1. */
  record BulkRow(String bulk, int row) implements Origin {
    @Override
    public String key() {
      return "bulk " + bulk + " " + row;
    }

    @Override
    public void describe(ObjectNode data) {
      data.putObject("bulk").put("id", bulk).put("row", row);
    }
  }

  /** The run of a schedule that was due at {@code at}. */
  record Occurrence(String schedule, Instant at) implements Origin {
    @Override
    public String key() {
      return "schedule " + schedule + " " + at;
    }

    @Override
    public void describe(ObjectNode data) {
      data.putObject("schedule").put("id", schedule).put("occurrence", at.toString());
    }
  }

  /** The origin that a job's key tells of; empty for a person's. */
  static Optional<Origin> of(Optional<String> key) {
    String[] words = key.orElse("").split(" ");
    if (words.length != 3) {
      return Optional.empty();
    }
    return switch (words[0]) {
      case "bulk" -> Optional.of(new BulkRow(words[1], Integer.parseInt(words[2])));
      case "schedule" -> Optional.of(new Occurrence(words[1], Instant.parse(words[2])));
      default -> Optional.empty();
    };
  }
}
