package io.blatam.bul.profile;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.store.MemoryTable;
import io.blatam.bul.store.MemoryTable.Decision;
import io.blatam.platform.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agents remember of a tenant: which document an ask meant that named it in a field, which
 * area a type was given, and the tone last asked for. Thread-safe.
 */
public final class AgentMemory {
  /** An ask's words, and the type it was for. */
  public static final String TYPE = "document-type";

  /** A document type, and the area that was to write it. */
  public static final String AREA = "area";

  /** A document type, and the tone last asked for in it. */
  public static final String TONE = "tone";

  private static final Logger LOG = LoggerFactory.getLogger(AgentMemory.class);
  private static final int LONGEST = 600;

  private final MemoryTable table;
  private final Clock clock;

  public AgentMemory(Platform platform) {
    this.table = new MemoryTable(platform.database());
    this.clock = platform.clock();
  }

  /** What was decided, newest first. */
  public CompletionStage<List<Decision>> of(String tenant) {
    return table.of(tenant);
  }

  /** The values of one kind, by what they are about. */
  public static Map<String, String> values(List<Decision> decisions, String kind) {
    return decisions.stream()
        .filter(decision -> decision.kind().equals(kind))
        .collect(Collectors.toMap(Decision::about, Decision::value, (newest, older) -> newest));
  }

  /** Under what an answer to the question about a brief is remembered: its words. */
  public static String key(Brief brief) {
    return PlainLetters.fold(brief.text().orElse(""));
  }

  /**
   * Remembers what {@code brief} decides by its fields; a failure costs the memory, not the ask.
   */
  public CompletionStage<Void> learn(String tenant, Brief brief, DocumentType type) {
    Instant now = clock.instant();
    List<Decision> decisions = new ArrayList<>();
    String key = key(brief);
    if (brief.documentType().isPresent() && brief.text().isPresent() && key.length() <= LONGEST) {
      decisions.add(new Decision(TYPE, key, type.id(), now));
    }
    brief
        .businessArea()
        .ifPresent(area -> decisions.add(new Decision(AREA, type.id(), area.id(), now)));
    brief.tone().ifPresent(tone -> decisions.add(new Decision(TONE, type.id(), tone.id(), now)));
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (Decision decision : decisions) {
      all = all.thenCompose(done -> table.remember(tenant, decision)).thenApply(count -> null);
    }
    return all.exceptionally(
        failure -> {
          LOG.warn("what was decided is not remembered: {}", failure.getMessage());
          return null;
        });
  }

  /** Forgets everything. */
  public CompletionStage<Integer> forget(String tenant) {
    return table.forget(tenant);
  }

  /** Forgets one decision. */
  public CompletionStage<Integer> forget(String tenant, String kind, String about) {
    return table.forget(tenant, kind, about);
  }
}
