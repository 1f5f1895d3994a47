package io.blatam.bul.production;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.store.Ask;
import java.time.LocalDate;

/**
 * Plans of the jobs at work, and of the same asks when they come again. A plan is a pure function
 * of the ask, so forgetting one costs only time. Thread-safe.
 */
final class RecentPlans {

  private static final int AT_MOST = 64;

  /** All that a plan depends on. */
  private record Key(String request, String documentType, LocalDate date) {}

  private final DocumentComposer composer;
  private final Cache<Key, DocumentPlan> plans = Caffeine.newBuilder().maximumSize(AT_MOST).build();

  RecentPlans(DocumentComposer composer) {
    this.composer = composer;
  }

  DocumentPlan of(Ask ask) {
    Key key = new Key(ask.request(), ask.documentType(), ask.date());
    return plans.get(key, missing -> plan(ask));
  }

  private DocumentPlan plan(Ask ask) {
    DocumentPlan settled = composer.plan(ask.brief(), ask.profile(), ask.date());
    return ask.revision().map(revision -> settled.with(revision.wording())).orElse(settled);
  }
}
