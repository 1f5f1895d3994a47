package io.blatam.kvcache.http;

import akka.http.javadsl.model.HttpRequest;
import io.blatam.kvcache.shard.EntryFilter;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.audit.AuditLog;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Principal;
import java.time.Clock;

/** Writes down who changed the cache through this door. */
final class CacheAudit {

  private final AuditLog log;
  private final Clock clock;

  CacheAudit(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  void record(Principal caller, String action, String target, HttpRequest request) {
    log.record(AuditEntry.allowed(clock.instant(), caller, action, target, RequestId.of(request)));
  }

  static String text(EntryFilter filter) {
    return "tenant="
        + filter.tenant().orElse("(all)")
        + " namespace="
        + filter.namespace().orElse("(all)")
        + filter.prefix().map(prefix -> " prefix=" + prefix).orElse("");
  }
}
