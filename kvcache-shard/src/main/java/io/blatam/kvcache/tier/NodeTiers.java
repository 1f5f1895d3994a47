package io.blatam.kvcache.tier;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.Props;
import akka.actor.typed.eventstream.EventStream;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.codec.NamespaceCodecs;
import io.blatam.kvcache.engine.Codecs;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.platform.database.SystemDatabase;
import io.blatam.platform.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kamon.Kamon;
import kamon.metric.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the tiers of all segments on a node share: settings, the folder, the key of the seals, how
 * much may be written. Thread-safe.
 */
public final class NodeTiers implements Extension {

  private static final Logger LOG = LoggerFactory.getLogger(NodeTiers.class);
  private static final Id ID = new Id();
  private static final String PURPOSE = "kvcache-stored-values";

  /** Of further namespaces whose values have no seal, only the counter tells. */
  private static final int MOST_UNSEALED = 10_000;

  private final ActorSystem<?> system;
  private final TierSettings settings;
  private final NamespaceTiers wishes;
  private final NamespaceCodecs codecs;
  private final StoredForms forms;
  private final byte[] sealKey;
  private final Optional<ColdFolder> folder;
  private final WriteBudget budget;
  private final Set<List<String>> unsealed = ConcurrentHashMap.newKeySet();
  private final Counter tampered = Kamon.counter("blatam.kvcache.tampered").withoutTags();

  public static NodeTiers of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  private NodeTiers(ActorSystem<?> system) {
    Config config = system.settings().config();
    KvCacheSettings cache = KvCacheSettings.from(config);
    long longest = Math.max(cache.segmentBytes(), cache.maxValueBytes());
    this.system = system;
    this.settings = TierSettings.from(config);
    this.wishes = NamespaceTiers.from(config);
    this.codecs = NamespaceCodecs.from(config, (int) Math.min(longest, 1 << 30));
    this.forms = new StoredForms(codecs);
    this.budget =
        new WriteBudget(
            settings.coldWriteRate(),
            System::nanoTime,
            () ->
                SystemDatabase.of(system)
                    .map(database -> database.reserve().touched())
                    .orElse(false));
    Path data = Path.of(config.getString("blatam.data-dir"));
    // Whoever starts the platform makes the folder first. Without it there is no place on the disk
    // that anybody gave us.
    boolean home = Files.isDirectory(data);
    this.folder =
        home && settings.coldBytes() > 0
            ? ColdFolder.open(data.resolve("cache"), cache.segments())
            : Optional.empty();
    this.sealKey = sealKey(home, data);
    folder.ifPresent(this::follow);
  }

  private byte[] sealKey(boolean home, Path data) {
    if (home && wishes.sealing()) {
      return Identity.load(data.resolve("secrets"), Clock.systemUTC()).macKey(PURPOSE);
    }
    byte[] passing = new byte[Seals.BYTES];
    new SecureRandom().nextBytes(passing);
    return passing;
  }

  private void follow(ColdFolder opened) {
    boolean clustered =
        system.settings().config().getString("akka.actor.provider").contains("cluster");
    if (clustered) {
      Cluster cluster = Cluster.get(system);
      OtherMembers.among(cluster, opened::giveUpLasting);
      system.systemActorOf(
          OtherMembers.watch(cluster, opened::giveUpLasting), "kv-cache-companions", Props.empty());
    }
    system
        .getWhenTerminated()
        .whenCompleteAsync(
            (done, failure) -> {
              try {
                opened.close();
              } catch (IOException e) {
                LOG.warn("the cold cache folder is not closed: {}", e.toString());
              }
            },
            Runnable::run);
  }

  /** How the values of each namespace are kept in memory. */
  public Codecs codecs() {
    return codecs;
  }

  public TierSettings settings() {
    return settings;
  }

  /** For the one writer of a segment that comes up here. */
  public SegmentTiers open(int segment) {
    WarmTier warm = new WarmTier(settings.warmBytes());
    Optional<ColdTier> cold = folder.map(opened -> cold(opened, segment));
    Tiers tiers = new Tiers(forms, wishes, new Seals(sealKey), warm, cold, this::alarm);
    return new SegmentTiers(
        forms,
        wishes,
        warm,
        cold,
        tiers,
        () -> folder.isPresent() && folder.get().lasting(),
        () -> folder.ifPresent(opened -> opened.closed(segment)));
  }

  private ColdTier cold(ColdFolder opened, int segment) {
    opened.opened(segment);
    return new ColdTier(
        opened.segment(segment), settings, budget, opened::lasting, opened::giveUpLasting);
  }

  private void alarm(CacheKey key, BrokenSeal seal) {
    tampered.increment();
    if (seal == BrokenSeal.MISSING && !firstUnsealed(key)) {
      return;
    }
    if (seal == BrokenSeal.WRONG) {
      LOG.warn(
          "a stored value of tenant {}, namespace {} has no right seal: somebody changed it; it is not used",
          key.tenant(),
          key.namespace());
    } else {
      LOG.warn(
          "stored values of tenant {}, namespace {} have no seal: they are from before hmac was on there, or"
              + " somebody took the seals away; none of them is used",
          key.tenant(),
          key.namespace());
    }
    system
        .eventStream()
        .tell(new EventStream.Publish<>(new TamperedValue(key, seal, Clock.systemUTC().instant())));
  }

  /** Who turns seals on has a whole cache without them: that is one alarm, not one a value. */
  private boolean firstUnsealed(CacheKey key) {
    return unsealed.size() < MOST_UNSEALED && unsealed.add(List.of(key.tenant(), key.namespace()));
  }

  private static final class Id extends ExtensionId<NodeTiers> {
    @Override
    public NodeTiers createExtension(ActorSystem<?> system) {
      return new NodeTiers(system);
    }
  }
}
