package io.blatam.kvcache.resp.server;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.access.RateLimits;
import io.blatam.kvcache.access.TenantRates;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.client.KvCacheExtension;
import io.blatam.kvcache.resp.channel.ChannelHub;
import io.blatam.kvcache.resp.channel.ClusterRelay;
import io.blatam.kvcache.resp.channel.ConnectionSubscriptions;
import io.blatam.kvcache.resp.command.Admission;
import io.blatam.kvcache.resp.command.Commands;
import io.blatam.kvcache.resp.command.Peer;
import io.blatam.kvcache.resp.command.Server;
import io.blatam.kvcache.resp.command.Session;
import io.blatam.kvcache.resp.wire.ParserLimits;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.settings.RespSettings;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.platform.StartupException;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door that speaks RESP: one thread accepts, a few serve. */
public final class RespDoor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.blatam.kvcache.resp");

  /** Whose data a loopback connection sees that has not authenticated. */
  private static final String DEFAULT_TENANT = Principal.OPERATOR_TENANT;

  private static final long WAKE_SECONDS = 10;

  private static final byte[] TOO_MANY =
      "-ERR max number of clients reached\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final RespSettings settings;
  private final Optional<SSLContext> tls;
  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final ChannelHub hub = new ChannelHub();
  private final ChannelHub.Relay relay;
  private final CompletionStage<?> awake;
  private final List<EventLoop> loops = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Peer> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();

  private RespDoor(ActorSystem<?> system, RespSettings settings, Identity identity) {
    this.settings = settings;
    KvCacheSettings cacheSettings = KvCacheSettings.from(system.settings().config());
    this.tls = settings.tls().map(PemFiles::context);
    this.listener = listen(settings);
    this.address = (InetSocketAddress) localAddress(listener);
    boolean clustered =
        system.settings().config().getString("akka.actor.provider").contains("cluster");
    this.relay =
        clustered
            ? ClusterRelay.start(system, hub, cacheSettings.maxValueBytes())
            : (tenant, channel, message) -> {};
    ClusterKvCache cache = KvCacheExtension.of(system);
    LocalCells cells = LocalCells.of(system);
    Keyspace keyspace = new Keyspace(cache, cells, settings.maxCommandBytes());
    this.awake = keyspace.wake(DEFAULT_TENANT);
    Config config = system.settings().config();
    NamespaceRules rules = NamespaceRules.from(config);
    Admission admission = new Admission(rules, new TenantRates(RateLimits.from(config, "resp")));
    Server server =
        new DoorServer(
            address, settings, cacheSettings, identity, rules, cells, this::traffic, open, hub);
    Commands commands = new Commands(server, admission);
    int largest = (int) Math.min(Integer.MAX_VALUE / 2, cacheSettings.segmentBytes());
    ParserLimits limits = new ParserLimits(largest, settings.maxCommandBytes());
    int count =
        settings.loops() > 0
            ? settings.loops()
            : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    for (int i = 0; i < count; i++) {
      loops.add(new EventLoop(i, count, settings, limits, commands, keyspace, this::gone));
    }
  }

  /**
   * Listens until the system ends.
   *
   * @throws StartupException when the address can not be listened on
   */
  public static RespDoor start(ActorSystem<?> system, RespSettings settings, Identity identity) {
    RespDoor door = new RespDoor(system, settings, identity);
    door.loops.forEach(EventLoop::start);
    Thread acceptor = new Thread(door::accept, "kv-cache-resp-accept");
    acceptor.setDaemon(true);
    acceptor.start();
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceUnbind(),
            "close-kv-cache-resp-" + door.port(),
            () ->
                CompletableFuture.supplyAsync(
                    () -> {
                      door.close();
                      return Done.getInstance();
                    },
                    system.executionContext()));
    LOG.info("RESP at {}:{}", door.address.getAddress().getHostAddress(), door.port());
    return door;
  }

  private static ServerSocketChannel listen(RespSettings settings) {
    InetSocketAddress wanted = new InetSocketAddress(settings.bind(), settings.port());
    StartupException.require(
        !wanted.isUnresolved(),
        "blatam.kv-cache.resp.bind",
        "an address of this machine",
        settings.bind());
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      channel.bind(wanted, 511);
      return channel;
    } catch (IOException e) {
      throw new StartupException(
          "blatam.kv-cache.resp.port: can not listen on "
              + settings.bind()
              + ":"
              + settings.port()
              + " ("
              + e.getMessage()
              + "); choose another port, or set blatam.kv-cache.resp.enabled = off");
    }
  }

  private static SocketAddress localAddress(ServerSocketChannel channel) {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new StartupException("blatam.kv-cache.resp: " + e.getMessage());
    }
  }

  private void accept() {
    awaitSegments();
    for (int next = 0; listener.isOpen(); next++) {
      try {
        SocketChannel channel = listener.accept();
        if (connections.incrementAndGet() > settings.maxConnections()) {
          connections.decrementAndGet();
          rejected.incrementAndGet();
          channel.write(ByteBuffer.wrap(TOO_MANY));
          channel.close();
        } else {
          loops.get(next % loops.size()).adopt(channel, this::dress, this::greet);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("accepting a RESP connection failed: {}", e.getMessage());
      }
    }
  }

  private Wire dress(SocketChannel channel) throws IOException {
    return tls.isPresent()
        ? new TlsWire(channel, tls.get().createSSLEngine())
        : Wire.plain(channel);
  }

  /** Who comes earlier waits: a large value reaches no segment that can not be borrowed yet. */
  private void awaitSegments() {
    try {
      awake.toCompletableFuture().get(WAKE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the cache's segments do not all answer yet: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void greet(Connection connection, EventLoop loop, SocketChannel channel)
      throws IOException {
    InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
    InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
    Optional<String> tenant = unauthenticated(local.getAddress(), remote.getAddress());
    var subscriptions =
        new ConnectionSubscriptions(
            hub, relay, message -> loop.execute(() -> connection.push(message)));
    long now = System.currentTimeMillis();
    connection.open(
        new Session(ids.incrementAndGet(), shown(remote), shown(local), now, tenant, subscriptions),
        now);
    open.add(connection.shown());
  }

  /** One is no more; it may be that it was never greeted. */
  private void gone(Optional<Connection> connection) {
    connections.decrementAndGet();
    connection.map(Connection::shown).ifPresent(open::remove);
  }

  /** Whose data a connection between two addresses sees before it has authenticated. */
  static Optional<String> unauthenticated(InetAddress local, InetAddress remote) {
    return local.isLoopbackAddress() && remote.isLoopbackAddress()
        ? Optional.of(DEFAULT_TENANT)
        : Optional.empty();
  }

  private static String shown(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private Server.Traffic traffic() {
    return new Server.Traffic(
        connections.get(),
        settings.maxConnections(),
        ids.get(),
        rejected.get(),
        sum(LoopTraffic::commands),
        sum(LoopTraffic::perSecond),
        sum(LoopTraffic::bytesIn),
        sum(LoopTraffic::bytesOut),
        hub.channels(),
        hub.patterns());
  }

  private long sum(ToLongFunction<LoopTraffic> what) {
    return loops.stream().map(EventLoop::traffic).mapToLong(what).sum();
  }

  int port() {
    return address.getPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.debug("closing the RESP listener failed", e);
    }
    loops.forEach(EventLoop::stop);
  }
}
