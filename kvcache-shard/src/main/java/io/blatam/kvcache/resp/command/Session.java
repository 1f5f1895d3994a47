package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Protocol;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * What the server knows of one connection. Belongs to the connection's one thread; what {@code
 * CLIENT LIST} shows of it may be asked by any.
 */
public final class Session {

  private static final BooleanSupplier NEVER = () -> false;

  private final long id;
  private final String remote;
  private final String local;
  private final long openedMillis;
  private final Optional<String> initialTenant;
  private final Subscriptions subscriptions;
  private volatile Optional<String> tenant;
  private volatile Protocol protocol = Protocol.RESP2;
  private volatile String name = "";
  private volatile String library = "";
  private volatile String libraryVersion = "";
  private volatile String user = "default";
  private Set<String> scopes = Set.of();
  private long until = Long.MAX_VALUE;
  private BooleanSupplier revoked = NEVER;
  private volatile int database;
  private boolean closing;
  private Replies replies = Replies.ALL;

  /** Atomic only to be seen by others: one thread sets it, for each command. */
  private final AtomicReference<Command> latest = new AtomicReference<>();

  /** Which replies the client wants. */
  enum Replies {
    ALL,
    NONE,
    /** That was said by the command that is under way. */
    NONE_TO_THE_NEXT,
    NONE_TO_THIS
  }

  /**
   * @param initialTenant whose data the connection sees before it authenticates; empty: nobody's
   */
  public Session(
      long id,
      String remote,
      String local,
      long openedMillis,
      Optional<String> initialTenant,
      Subscriptions subscriptions) {
    this.id = id;
    this.remote = remote;
    this.local = local;
    this.openedMillis = openedMillis;
    this.initialTenant = initialTenant;
    this.tenant = initialTenant;
    this.subscriptions = subscriptions;
  }

  /** About what the client makes the server remember, in bytes: names, and what it listens to. */
  public long bytes() {
    return name.length() + library.length() + libraryVersion.length() + subscriptions.bytes();
  }

  public long id() {
    return id;
  }

  String remote() {
    return remote;
  }

  String local() {
    return local;
  }

  long openedMillis() {
    return openedMillis;
  }

  public Optional<String> tenant() {
    return tenant;
  }

  public Subscriptions subscriptions() {
    return subscriptions;
  }

  void authenticated(Server.Caller caller) {
    user = caller.user();
    tenant = Optional.of(caller.tenant());
    scopes = caller.scopes();
    until = caller.until();
    revoked = caller.revoked();
  }

  /** Whether the token that the client has shown has come to its end. */
  public boolean expired(long now) {
    return now >= until;
  }

  /** Whether the account that the client has shown a token of was disabled since. */
  public boolean revoked() {
    return revoked.getAsBoolean();
  }

  /**
   * Nobody's, until the client authenticates again. Not its first tenant's: what it goes on to say
   * was meant for another.
   */
  void forgetCaller() {
    tenant = Optional.empty();
    scopes = Set.of();
  }

  /** What the caller's token allows; nothing for who has not authenticated. */
  Set<String> scopes() {
    return scopes;
  }

  String user() {
    return user;
  }

  public Protocol protocol() {
    return protocol;
  }

  void speak(Protocol chosen) {
    protocol = chosen;
  }

  String name() {
    return name;
  }

  void name(String given) {
    name = given;
  }

  String library() {
    return library;
  }

  void library(String given) {
    library = given;
  }

  String libraryVersion() {
    return libraryVersion;
  }

  void libraryVersion(String given) {
    libraryVersion = given;
  }

  public int database() {
    return database;
  }

  void database(int chosen) {
    database = chosen;
  }

  /** The command that was begun last, or its subcommand. */
  Optional<Command> latest() {
    return Optional.ofNullable(latest.get());
  }

  void begins(Command command) {
    if (latest.getPlain() != command) {
      latest.lazySet(command);
    }
  }

  void wants(Replies chosen) {
    replies = chosen;
  }

  Replies replies() {
    return replies;
  }

  /**
   * Whether the client wants no reply to the command that has just been begun. To be asked once for
   * each.
   */
  public boolean silent() {
    return replies != Replies.ALL && silence();
  }

  private boolean silence() {
    if (replies == Replies.NONE_TO_THE_NEXT) {
      replies = Replies.NONE_TO_THIS;
    } else if (replies == Replies.NONE_TO_THIS) {
      replies = Replies.ALL;
    }
    return true;
  }

  /** Close once everything that was answered has been written. */
  public boolean closing() {
    return closing;
  }

  void close() {
    closing = true;
  }

  /** As it was when the connection opened. */
  void reset() {
    subscriptions.clear();
    tenant = initialTenant;
    user = "default";
    scopes = Set.of();
    until = Long.MAX_VALUE;
    revoked = NEVER;
    protocol = Protocol.RESP2;
    replies = Replies.ALL;
    name = "";
    database = 0;
  }
}
