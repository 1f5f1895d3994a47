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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * One tenant's passages in memory. What comes into question is chosen by words, with BM25 (Lucene)
 * over the fields of both languages, and by meaning, with the cosine of every vector (a tenant has
 * thousands, not millions). What was chosen is ordered by the cosine and by its {@link Wording}; on
 * labelled questions that is better than the fusion of the two rankings by their ranks, in which a
 * near miss costs as much as a far one.
 *
 * <p>Nothing touches a disk, so what was removed is gone. Thread-safe: changes and questions take
 * turns.
 */
final class TenantIndex implements AutoCloseable {

  /** What the wording weighs beside the cosine; found on every second labelled question. */
  private static final double WORDING = 0.2;

  /** The cosine of a passage that has no vector: as of any two texts. */
  private static final double UNKNOWN_COSINE = 0.78;

  /** How far down each ranking counts. */
  private static final int DEPTH = 50;

  private record Entry(float[] vector, Set<String> terms) {}

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
    entries.put(key, new Entry(embedded.vector(), WordAnalyzer.SPANISH.terms(chunk.withHeading())));
  }

  /** The best passages for a question, best first. */
  synchronized List<Hit> search(Question question, int atMost) {
    Set<Key> chosen = new LinkedHashSet<>(byWords(question));
    chosen.addAll(byMeaning(question));
    Wording wording = new Wording(WordAnalyzer.SPANISH.terms(question.text()), this::rarity);
    return chosen.stream()
        .map(key -> hit(question, key, wording))
        .sorted(
            Comparator.comparingDouble(Hit::score)
                .reversed()
                .thenComparing(hit -> hit.key().noteId())
                .thenComparing(hit -> hit.key().position()))
        .limit(atMost)
        .toList();
  }

  private Hit hit(Question question, Key key, Wording wording) {
    Entry entry = entries.get(key);
    double words = wording.in(entry.terms());
    if (question.vector().isEmpty()) {
      return new Hit(key, words, Relevance.ofWords(words));
    }
    if (entry.vector().length == 0) {
      return new Hit(key, UNKNOWN_COSINE + WORDING * words, Relevance.ofWords(words));
    }
    double cosine = cosine(question, entry);
    return new Hit(key, cosine + WORDING * words, Relevance.of(cosine, words));
  }

  /** Inverse document frequency as BM25 has it. */
  private double rarity(String term) {
    try {
      int having = reader.docFreq(new Term(Language.ES.code(), term));
      return Math.log(1 + (reader.numDocs() - having + 0.5) / (having + 0.5));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
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
