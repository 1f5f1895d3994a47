package io.blatam.kvcache.http;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Behaviors;
import io.blatam.kvcache.tier.BrokenSeal;
import io.blatam.kvcache.tier.TamperedValue;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.audit.AuditLog;

/** Records in the audit log of its tenant that a stored value was changed by somebody. */
final class TamperingAudit {

  private TamperingAudit() {}

  static void start(ActorSystem<?> system, AuditLog audit) {
    system.systemActorOf(listening(audit), "kv-cache-tampering-audit", Props.empty());
  }

  private static String key(TamperedValue found) {
    return found.seal() == BrokenSeal.MISSING ? "*" : found.key().key();
  }

  private static Behavior<TamperedValue> listening(AuditLog audit) {
    return Behaviors.setup(
        context -> {
          context
              .getSystem()
              .eventStream()
              .tell(new EventStream.Subscribe<>(TamperedValue.class, context.getSelf()));
          return Behaviors.receiveMessage(
              found -> {
                audit.record(
                    new AuditEntry(
                        found.at(),
                        found.key().tenant(),
                        "kv-cache",
                        "cache-value.tampered",
                        found.key().namespace() + "/" + key(found),
                        AuditEntry.Outcome.DENIED,
                        ""));
                return Behaviors.same();
              });
        });
  }
}
