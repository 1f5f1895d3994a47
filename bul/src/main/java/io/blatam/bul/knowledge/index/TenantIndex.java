package io.blatam.bul.knowledge.index;

import io.blatam.bul.knowledge.Chunk;
import io.blatam.bul.locale.Language;
import io.blatam.bul.store.ChunkTable.Embedded;
import io.blatam.bul.store.ChunkTable.Key;
import io.blatam.inference.api.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * One tenant's passages in memory. Words are ranked by BM25 (Lucene) over the fields of both
 * languages, meanings by the cosine of every vector (a tenant has thousands, not millions), and the
 * two rankings are fused by reciprocal ranks (Cormack, Clarke and Büttcher, 2009): their scores
 * have no common scale.
 *
 * <p>Nothing touches a disk, so what was removed is gone. Thread-safe: changes and questions take
 * turns.
 */
final class TenantIndex implements AutoCloseable {

  /** As in the paper. */
  private static final int FUSION = 60;

  /** How far down each ranking counts. */
  private static final int DEPTH = 50;

  private record Entry(float[] vector, Map<Language, Set<String>> terms) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private final Set<String> notes = new HashSet<>();
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final IndexWriter writer;
  private DirectoryReader reader;
  private long version;

  TenantIndex() {
    Analyzer analyzer =
        new PerFieldAnalyzerWrapper(WordAnalyzer.SPANISH, Map.of("en", WordAnalyzer.ENGLISH));
    try {
      writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
      reader = DirectoryReader.open(writer);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  synchronized long version() {
    return version;
  }

  synchronized Set<String> notes() {
    return Set.copyOf(notes);
  }

  /** Brings the index to a version of the tables. */
  synchronized void change(long to, Set<String> gone, Map<String, List<Embedded>> come) {
    if (to <= version) {
      return;
    }
    try {
      for (String note : gone) {
        writer.deleteDocuments(new Term("note", note));
        entries.keySet().removeIf(key -> key.noteId().equals(note));
        notes.remove(note);
      }
      for (var note : come.entrySet()) {
        // Two questions at once may both have seen that it came.
        if (!notes.add(note.getKey())) {
          continue;
        }
        for (Embedded embedded : note.getValue()) {
          add(new Key(note.getKey(), embedded.chunk().position()), embedded);
        }
      }
      DirectoryReader changed = DirectoryReader.openIfChanged(reader, writer);
      if (changed != null) {
        reader.close();
        reader = changed;
      }
      version = to;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void add(Key key, Embedded embedded) throws IOException {
    Chunk chunk = embedded.chunk();
    Document document = new Document();
    document.add(new StringField("note", key.noteId(), Field.Store.YES));
    document.add(new StringField("position", Integer.toString(key.position()), Field.Store.YES));
    document.add(new TextField("es", chunk.withHeading(), Field.Store.NO));
    document.add(new TextField("en", chunk.withHeading(), Field.Store.NO));
    writer.addDocument(document);
    Map<Language, Set<String>> terms = new HashMap<>();
    for (Language language : Language.values()) {
      terms.put(language, WordAnalyzer.of(language).terms(chunk.withHeading()));
    }
    entries.put(key, new Entry(embedded.vector(), terms));
  }

  /** The best passages for a question, best first. */
  synchronized List<Hit> search(Question question, int atMost) {
    Map<Key, Double> fused = new HashMap<>();
    rank(byWords(question), fused);
    rank(byMeaning(question), fused);
    return fused.entrySet().stream()
        .sorted(
            Map.Entry.<Key, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(entry -> entry.getKey().noteId())
                .thenComparing(entry -> entry.getKey().position()))
        .limit(atMost)
        .map(
            entry -> new Hit(entry.getKey(), entry.getValue(), relevance(question, entry.getKey())))
        .toList();
  }

  private static void rank(List<Key> ranked, Map<Key, Double> fused) {
    for (int rank = 0; rank < ranked.size(); rank++) {
      fused.merge(ranked.get(rank), 1.0 / (FUSION + rank + 1), Double::sum);
    }
  }

  private List<Key> byWords(Question question) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    int clauses = 0;
    for (Language language : Language.values()) {
      for (String term : WordAnalyzer.of(language).terms(question.text())) {
        if (clauses++ < IndexSearcher.getMaxClauseCount()) {
          Query query = new TermQuery(new Term(language.code(), term));
          any.add(query, BooleanClause.Occur.SHOULD);
        }
      }
    }
    try {
      IndexSearcher searcher = new IndexSearcher(reader);
      List<Key> ranked = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(any.build(), DEPTH).scoreDocs) {
        Document document = searcher.storedFields().document(hit.doc);
        ranked.add(new Key(document.get("note"), Integer.parseInt(document.get("position"))));
      }
      return ranked;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private List<Key> byMeaning(Question question) {
    if (question.vector().isEmpty()) {
      return List.of();
    }
    record Scored(Key key, double cosine) {}
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().vector().length > 0)
        .map(entry -> new Scored(entry.getKey(), cosine(question, entry.getValue())))
        .sorted(Comparator.comparingDouble(Scored::cosine).reversed())
        .limit(DEPTH)
        .map(Scored::key)
        .toList();
  }

  private double relevance(Question question, Key key) {
    Entry entry = entries.get(key);
    double coverage = 0;
    for (Language language : Language.values()) {
      coverage =
          Math.max(
              coverage,
              Relevance.coverage(
                  WordAnalyzer.of(language).terms(question.text()), entry.terms().get(language)));
    }
    boolean meant = question.vector().isPresent() && entry.vector().length > 0;
    return meant ? Relevance.of(cosine(question, entry), coverage) : Relevance.ofWords(coverage);
  }

  private static double cosine(Question question, Entry entry) {
    return Embedder.cosine(question.vector().orElseThrow(), entry.vector());
  }

  @Override
  public synchronized void close() {
    try {
      reader.close();
      writer.close();
      directory.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
