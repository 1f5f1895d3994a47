package io.blatam.bul.knowledge.index;

import io.blatam.bul.store.ChunkTable;
import io.blatam.bul.store.ChunkTable.Embedded;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * The indexes of the tenants that were asked for lately. Before each question an index is brought
 * to what the tables say: their version is one small query, and only notes that came or went since
 * are read. So an index is right on every node and after a restart without anybody telling it.
 * Thread-safe.
 */
public final class Indexes {

  private final ChunkTable table;
  private final Executor executor;
  private final Map<String, TenantIndex> indexes;

  /**
   * @param atMost tenants whose index is kept
   * @param executor where passages are indexed and searched
   */
  public Indexes(ChunkTable table, int atMost, Executor executor) {
    this.table = table;
    this.executor = executor;
    this.indexes =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, TenantIndex> eldest) {
            // Not closed: somebody may be searching it, and it holds nothing but memory.
            return size() > atMost;
          }
        };
  }

  /** For each question its best passages; nothing of other tenants, nothing that is gone. */
  public CompletionStage<List<List<Hit>>> search(
      String tenant, List<Question> questions, int atMost) {
    return current(tenant)
        .thenApplyAsync(
            index -> questions.stream().map(question -> index.search(question, atMost)).toList(),
            executor);
  }

  private CompletionStage<TenantIndex> current(String tenant) {
    TenantIndex index;
    synchronized (indexes) {
      index = indexes.computeIfAbsent(tenant, name -> new TenantIndex());
    }
    return table
        .version(tenant)
        .thenCompose(
            version ->
                version <= index.version()
                    ? CompletableFuture.completedStage(index)
                    : caughtUp(tenant, index, version));
  }

  /**
   * The version was read before the notes: whatever changed in between is taken in as well, and
   * looked for once more with the next version.
   */
  private CompletionStage<TenantIndex> caughtUp(String tenant, TenantIndex index, long version) {
    return table
        .readyNotes(tenant)
        .thenCompose(
            ready -> {
              Set<String> known = index.notes();
              Set<String> gone =
                  known.stream().filter(note -> !ready.contains(note)).collect(Collectors.toSet());
              List<String> come = ready.stream().filter(note -> !known.contains(note)).toList();
              return passages(tenant, come)
                  .thenApplyAsync(
                      passages -> {
                        index.change(version, gone, passages);
                        return index;
                      },
                      executor);
            });
  }

  private CompletionStage<Map<String, List<Embedded>>> passages(String tenant, List<String> notes) {
    CompletionStage<Map<String, List<Embedded>>> all =
        CompletableFuture.completedStage(new HashMap<>());
    for (String note : notes) {
      all =
          all.thenCompose(
              loaded ->
                  table
                      .ofNote(tenant, note)
                      .thenApply(
                          chunks -> {
                            loaded.put(note, chunks);
                            return loaded;
                          }));
    }
    return all;
  }
}
