package io.blatam.gateway.http;

import akka.http.javadsl.model.HttpRequest;
import io.blatam.gateway.account.Account;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.audit.AuditEntry.Outcome;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Principal;
import java.time.Clock;
import java.util.function.Consumer;

/** What the gateway has on record: logins, and what administrators do to accounts. */
public final class GatewayAudit {

  private static final String LOGIN = "token.issued";

  private final Consumer<AuditEntry> log;
  private final Clock clock;

  public GatewayAudit(Consumer<AuditEntry> log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  void login(HttpRequest request, Account account, Outcome outcome) {
    record(request, account.tenant(), account.name(), LOGIN, account.name(), outcome);
  }

  /** A login whose account, and so whose tenant, is not established: the operator's to see. */
  void login(HttpRequest request, String name, Outcome outcome) {
    record(request, Principal.OPERATOR_TENANT, name, LOGIN, name, outcome);
  }

  void act(HttpRequest request, Principal who, String action, String target) {
    record(request, who.tenant(), who.subject(), action, target, Outcome.ALLOWED);
  }

  void denied(HttpRequest request, Principal who, String action, String target) {
    record(request, who.tenant(), who.subject(), action, target, Outcome.DENIED);
  }

  private void record(
      HttpRequest request,
      String tenant,
      String subject,
      String action,
      String target,
      Outcome outcome) {
    log.accept(
        new AuditEntry(
            clock.instant(), tenant, subject, action, target, outcome, RequestId.of(request)));
  }
}
