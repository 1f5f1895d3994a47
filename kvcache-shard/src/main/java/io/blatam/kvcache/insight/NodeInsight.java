package io.blatam.kvcache.insight;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.analytics.GroupName;
import io.blatam.kvcache.api.TokenLedger;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.metrics.ClientFigures;
import io.blatam.kvcache.metrics.InsightMetrics;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.metrics.TimedOperation;
import io.blatam.kvcache.shard.EntryLine;
import io.blatam.kvcache.shard.LocalInspectors;
import io.blatam.kvcache.shard.SegmentInspector;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Speaks for the segments of one node. */
public final class NodeInsight extends AbstractBehavior<NodeCommand> {

  static final ServiceKey<NodeCommand> KEY =
      ServiceKey.create(NodeCommand.class, "kv-cache-insight");

  private static final Duration READ_INTERVAL = Duration.ofSeconds(5);

  /** What fits into one message beside everything else; the rest is reported together. */
  private static final int MAX_GROUPS = 400;

  private final Clock clock;
  private final LocalInspectors inspectors;
  private final OperationTimes times;
  private final ClientFigures client;
  private final TokenLedger ledger;
  private final Readings readings;
  private final InsightMetrics metrics = new InsightMetrics();
  private Optional<NodeCommand.Choice> choice = Optional.empty();
  private Set<ActorRef<NodeCommand>> known = new HashSet<>();

  /** This node's; it starts with the first call. */
  public static ActorRef<NodeCommand> on(ActorSystem<?> system) {
    return OnePerSystem.ID.apply(system).node();
  }

  private record OnePerSystem(ActorRef<NodeCommand> node) implements Extension {
    private static final ExtensionId<OnePerSystem> ID =
        new ExtensionId<>() {
          @Override
          public OnePerSystem createExtension(ActorSystem<?> system) {
            return new OnePerSystem(start(system));
          }
        };
  }

  private static ActorRef<NodeCommand> start(ActorSystem<?> system) {
    HealthSettings health = HealthSettings.from(system.settings().config());
    return system.systemActorOf(
        Behaviors.<NodeCommand>setup(
            context ->
                Behaviors.withTimers(
                    timers -> {
                      timers.startTimerWithFixedDelay(NodeCommand.Read.INSTANCE, READ_INTERVAL);
                      return new NodeInsight(context, health.window());
                    })),
        "kv-cache-insight",
        Props.empty());
  }

  private NodeInsight(ActorContext<NodeCommand> context, Duration window) {
    super(context);
    ActorSystem<?> system = context.getSystem();
    this.clock = Clock.systemUTC();
    this.inspectors = LocalInspectors.of(system);
    this.times = OperationTimes.of(system);
    this.client = ClientFigures.of(system);
    this.ledger = TokenLedger.of(system);
    this.readings = new Readings(window.toMillis());
    readings.add(clock.millis(), tallies());
    system.receptionist().tell(Receptionist.register(KEY, context.getSelf()));
    system
        .receptionist()
        .tell(
            Receptionist.subscribe(
                KEY, context.messageAdapter(Receptionist.Listing.class, NodeCommand.Nodes::new)));
  }

  @Override
  public Receive<NodeCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(NodeCommand.Describe.class, this::onDescribe)
        .onMessage(NodeCommand.ListEntries.class, this::onListEntries)
        .onMessage(NodeCommand.Clear.class, this::onClear)
        .onMessage(NodeCommand.Choose.class, this::onChoose)
        .onMessage(NodeCommand.Nodes.class, this::onNodes)
        .onMessageEquals(NodeCommand.Read.INSTANCE, this::onRead)
        .build();
  }

  private Behavior<NodeCommand> onDescribe(NodeCommand.Describe asked) {
    Inquiry inquiry = asked.inquiry();
    Map<String, Integer> policies = new TreeMap<>();
    Map<GroupName, GroupFigures> figures = new HashMap<>();
    AccessProfile profile = AccessProfile.empty();
    for (SegmentInspector each : inspectors.all()) {
      policies.merge(each.policy().label(), 1, Integer::sum);
      each.figures().stream()
          .filter(group -> wanted(inquiry, group.name().tenant(), group.name().namespace()))
          .forEach(group -> figures.merge(group.name(), group, GroupFigures::plus));
      if (inquiry.depth() == Inquiry.Depth.PROFILE) {
        profile =
            profile
                .plus(each.profile(inquiry.tenant(), inquiry.namespace(), inquiry.hottest()))
                .hottest(inquiry.hottest());
      }
    }
    Map<String, byte[]> latencies = new TreeMap<>();
    for (TimedOperation operation : TimedOperation.values()) {
      latencies.put(operation.label(), encoded(times.recent(operation)));
    }
    asked
        .replyTo()
        .tell(
            new NodeReport(
                name(),
                policies,
                bounded(figures),
                ledger.saved().stream()
                    .filter(saved -> wanted(inquiry, saved.tenant(), saved.namespace()))
                    .limit(MAX_GROUPS)
                    .toList(),
                profile,
                readings.rates(),
                client.prefetch(),
                client.copies(),
                latencies));
    return this;
  }

  private String name() {
    return getContext().getSystem().address().hostPort();
  }

  private static boolean wanted(Inquiry inquiry, String tenant, String namespace) {
    return inquiry.tenant().map(tenant::equals).orElse(true)
        && inquiry.namespace().map(namespace::equals).orElse(true);
  }

  private static List<GroupFigures> bounded(Map<GroupName, GroupFigures> figures) {
    List<GroupFigures> busiest =
        figures.values().stream()
            .sorted(Comparator.comparingLong(GroupFigures::lookups).reversed())
            .toList();
    if (busiest.size() <= MAX_GROUPS) {
      return busiest;
    }
    GroupFigures rest =
        busiest.stream()
            .skip(MAX_GROUPS)
            .reduce(new GroupFigures(GroupName.OTHERS, 0, 0, 0, 0, 0), GroupFigures::plus);
    return Stream.concat(busiest.stream().limit(MAX_GROUPS), Stream.of(rest)).toList();
  }

  private static byte[] encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoByteBuffer(buffer);
    return Arrays.copyOf(buffer.array(), length);
  }

  private Behavior<NodeCommand> onListEntries(NodeCommand.ListEntries asked) {
    long now = clock.millis();
    int from = asked.after().map(EntryLine::segment).orElse(0);
    List<SegmentInspector> open = inspectors.all().stream().filter(SegmentInspector::open).toList();
    List<EntryLine> lines =
        open.stream()
            .filter(each -> each.number() >= from)
            .flatMap(
                each -> each.entries(asked.filter(), asked.after(), asked.limit(), now).stream())
            .limit(asked.limit())
            .toList();
    asked.replyTo().tell(new NodeCommand.Lines(lines, numbers(open)));
    return this;
  }

  private static Set<Integer> numbers(Collection<SegmentInspector> segments) {
    return segments.stream().map(SegmentInspector::number).collect(Collectors.toSet());
  }

  private Behavior<NodeCommand> onClear(NodeCommand.Clear asked) {
    long now = clock.millis();
    Collection<SegmentInspector> here = inspectors.all();
    List<SegmentInspector.Cleared> cleared =
        here.stream().map(each -> each.clear(asked.filter(), now)).toList();
    long entries = cleared.stream().mapToLong(SegmentInspector.Cleared::entries).sum();
    CompletableFuture.allOf(
            cleared.stream()
                .map(each -> each.everywhere().toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .thenRun(() -> asked.replyTo().tell(new NodeCommand.Cleared(entries, numbers(here))));
    return this;
  }

  private Behavior<NodeCommand> onChoose(NodeCommand.Choose asked) {
    if (choice.isEmpty() || asked.choice().at() > choice.get().at()) {
      choice = Optional.of(asked.choice());
      inspectors.choose(asked.choice().policy());
    }
    asked.replyTo().tell(new NodeCommand.Chosen(choice.orElseThrow().policy()));
    return this;
  }

  /** Who comes later, or was away, hears of the choice from those who were there. */
  private Behavior<NodeCommand> onNodes(NodeCommand.Nodes nodes) {
    Set<ActorRef<NodeCommand>> now = nodes.listing().getServiceInstances(KEY);
    if (choice.isPresent()) {
      ActorRef<NodeCommand.Chosen> nobody = getContext().getSystem().ignoreRef();
      now.stream()
          .filter(node -> !known.contains(node))
          .forEach(node -> node.tell(new NodeCommand.Choose(choice.get(), nobody)));
    }
    known = now;
    return this;
  }

  private Behavior<NodeCommand> onRead() {
    times.turn();
    readings.add(clock.millis(), tallies());
    Rates rates = readings.rates();
    metrics.rates(
        rates.lookupsPerSecond(), rates.evictionsPerSecond(), rates.hits(), rates.misses());
    return this;
  }

  private Map<Integer, Tally> tallies() {
    Map<Integer, Tally> tallies = new HashMap<>();
    inspectors.all().forEach(each -> tallies.put(each.number(), each.tally()));
    return tallies;
  }
}
