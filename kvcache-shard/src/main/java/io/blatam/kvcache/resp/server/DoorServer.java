package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.engine.KeyCount;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.resp.command.Channels;
import io.blatam.kvcache.resp.command.Peer;
import io.blatam.kvcache.resp.command.Server;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.settings.RespSettings;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.platform.http.ProblemException;
import io.blatam.platform.identity.Bearer;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What commands see of the door that they came through. Thread-safe. */
final class DoorServer implements Server {

  private static final Logger LOG = LoggerFactory.getLogger("io.blatam.kvcache.resp");

  private final InetSocketAddress address;
  private final RespSettings settings;
  private final KvCacheSettings cacheSettings;
  private final Identity identity;
  private final NamespaceRules rules;
  private final LocalCells cells;
  private final Supplier<Traffic> traffic;
  private final Collection<Peer> peers;
  private final Channels channels;
  private final long started = System.currentTimeMillis();
  private final String nodeId = randomName();

  DoorServer(
      InetSocketAddress address,
      RespSettings settings,
      KvCacheSettings cacheSettings,
      Identity identity,
      NamespaceRules rules,
      LocalCells cells,
      Supplier<Traffic> traffic,
      Collection<Peer> peers,
      Channels channels) {
    this.address = address;
    this.settings = settings;
    this.cacheSettings = cacheSettings;
    this.identity = identity;
    this.rules = rules;
    this.cells = cells;
    this.traffic = traffic;
    this.peers = peers;
    this.channels = channels;
  }

  private static String randomName() {
    String digits = UUID.randomUUID().toString() + UUID.randomUUID();
    return digits.replace("-", "").substring(0, 40);
  }

  @Override
  public Optional<Caller> authenticate(String user, String password) {
    try {
      Bearer bearer = identity.read(password);
      Principal principal = bearer.principal();
      boolean named = user.equals("default") || user.equals(principal.subject());
      return named
          ? Optional.of(
              new Caller(
                  principal.subject(),
                  principal.tenant(),
                  principal.scopes(),
                  bearer.until().toEpochMilli(),
                  () -> identity.isRevoked(principal.subject())))
          : Optional.empty();
    } catch (ProblemException e) {
      LOG.debug("a RESP client's token was refused: {}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public String host() {
    return address.getAddress().getHostAddress();
  }

  @Override
  public int port() {
    return address.getPort();
  }

  @Override
  public int segments() {
    return cacheSettings.segments();
  }

  @Override
  public long maxBytes() {
    return cacheSettings.segmentBytes() * cells.count();
  }

  @Override
  public long usedBytes() {
    return cells.bytes();
  }

  @Override
  public long maxReplyBytes() {
    return settings.maxCommandBytes();
  }

  @Override
  public Tally tally() {
    return cells.tally();
  }

  @Override
  public boolean mayRead(Set<String> scopes, int database) {
    return rules.mayRead(scopes, Keyspace.namespace(database));
  }

  @Override
  public KeyCount keys(String tenant, int database) {
    return cells.keys(tenant, Keyspace.namespace(database));
  }

  @Override
  public List<Peer> peers() {
    return peers.stream().sorted(Comparator.comparingLong(peer -> peer.session().id())).toList();
  }

  @Override
  public Channels channels() {
    return channels;
  }

  @Override
  public Traffic traffic() {
    return traffic.get();
  }

  @Override
  public long startedMillis() {
    return started;
  }

  @Override
  public String nodeId() {
    return nodeId;
  }
}
