package io.blatam.bul.production;

import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.store.Ask;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plans of the jobs at work, and of the same asks when they come again. A plan is a pure function
 * of the ask, so forgetting one costs only time. Thread-safe.
 */
final class RecentPlans {

  private static final int AT_MOST = 64;

  /** All that a plan depends on. */
  private record Key(String request, String documentType, LocalDate date) {}

  private final DocumentComposer composer;
  private final Map<Key, DocumentPlan> plans =
      new LinkedHashMap<>(AT_MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DocumentPlan> eldest) {
          return size() > AT_MOST;
        }
      };

  RecentPlans(DocumentComposer composer) {
    this.composer = composer;
  }

  DocumentPlan of(Ask ask) {
    Key key = new Key(ask.request(), ask.documentType(), ask.date());
    synchronized (plans) {
      DocumentPlan known = plans.get(key);
      if (known != null) {
        return known;
      }
    }
    DocumentPlan settled = composer.plan(ask.brief(), ask.profile(), ask.date());
    DocumentPlan plan =
        ask.revision().map(revision -> settled.with(revision.wording())).orElse(settled);
    synchronized (plans) {
      plans.put(key, plan);
    }
    return plan;
  }
}
