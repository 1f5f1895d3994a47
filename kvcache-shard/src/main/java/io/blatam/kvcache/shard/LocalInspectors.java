package io.blatam.kvcache.shard;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The inspectors of the segments that live on this node now, and the policy that was chosen at run
 * time for all of them, those to come included. Thread-safe.
 */
public final class LocalInspectors implements Extension {

  private static final Id ID = new Id();

  private final ConcurrentSkipListMap<Integer, SegmentInspector> inspectors =
      new ConcurrentSkipListMap<>();
  private volatile Optional<PolicyName> chosen = Optional.empty();

  public static LocalInspectors of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** In the order of the segments' numbers. */
  public Collection<SegmentInspector> all() {
    return List.copyOf(inspectors.values());
  }

  /** Empty as long as the configured one holds. */
  public Optional<PolicyName> chosen() {
    return chosen;
  }

  public void choose(PolicyName policy) {
    chosen = Optional.of(policy);
    inspectors.values().forEach(each -> each.policy(policy));
  }

  void opened(SegmentInspector inspector) {
    inspectors.put(inspector.number(), inspector);
    // In this order: a choice made meanwhile is seen either here or by who chose.
    chosen.ifPresent(inspector::policy);
  }

  void closed(SegmentInspector inspector) {
    inspectors.remove(inspector.number(), inspector);
  }

  private static final class Id extends ExtensionId<LocalInspectors> {
    @Override
    public LocalInspectors createExtension(ActorSystem<?> system) {
      return new LocalInspectors();
    }
  }
}
