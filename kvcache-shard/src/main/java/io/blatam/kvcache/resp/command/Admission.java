package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.access.NamespaceRule;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.access.TenantRates;
import io.blatam.kvcache.metrics.InsightMetrics;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whether a session may do what its command says: access to the database's namespace, sizes of keys
 * and values, rate. Thread-safe.
 */
public final class Admission {

  private static final String DOOR = "resp";
  private static final int DATABASES = 16;

  /** Changes that give back what was there, or what became of it. */
  private static final Set<String> REVEALING =
      Set.of(
          "getset", "getdel", "getex", "append", "incr", "decr", "incrby", "decrby", "incrbyfloat");

  private final NamespaceRules rules;
  private final TenantRates rates;
  private final boolean ruled;

  public Admission(NamespaceRules rules, TenantRates rates) {
    this.rules = rules;
    this.rates = rates;
    this.ruled = rules.restrictive();
  }

  /** Whether there is nothing to check, whoever comes. */
  boolean free() {
    return !ruled && rates.unlimited();
  }

  /**
   * @throws CommandException whose message says what is missing
   */
  void check(Session session, Command command, byte[][] arguments) {
    if (session.tenant().isEmpty()) {
      return;
    }
    if (!rates.unlimited()) {
      checkRate(session.tenant().get(), arguments);
    }
    if (ruled) {
      checkRules(session, command, arguments);
    }
  }

  private void checkRate(String tenant, byte[][] arguments) {
    long bytes = 0;
    for (byte[] argument : arguments) {
      bytes += argument.length;
    }
    long wait = rates.take(tenant, bytes, System.nanoTime());
    if (wait > 0) {
      InsightMetrics.refused(DOOR, "rate");
      throw new CommandException(
          "ERR rate limit of tenant '"
              + tenant
              + "' reached; try again in "
              + (TimeUnit.NANOSECONDS.toMillis(wait) + 1)
              + " ms");
    }
  }

  private void checkRules(Session session, Command command, byte[][] arguments) {
    if (command.flags().contains("write") && command.name().equals("flushall")) {
      for (int database = 0; database < DATABASES; database++) {
        requireWrite(session, command, database);
      }
      return;
    }
    boolean writes = command.flags().contains("write");
    boolean reads = command.flags().contains("readonly") || reveals(command, arguments);
    if (writes) {
      requireWrite(session, command, session.database());
    }
    if (reads) {
      String namespace = namespace(session.database());
      if (!rules.mayRead(session.scopes(), namespace)) {
        throw noPermission(command, "reading", namespace, rules.of(namespace).read());
      }
    }
    if (writes && command.firstKey() > 0) {
      checkSizes(command, arguments, namespace(session.database()));
    }
  }

  private static boolean reveals(Command command, byte[][] arguments) {
    if (command.name().equals("set")) {
      for (int i = 3; i < arguments.length; i++) {
        if (arguments[i].length == 3 && (arguments[i][0] | 0x20) == 'g') {
          return true;
        }
      }
    }
    return REVEALING.contains(command.name());
  }

  private void requireWrite(Session session, Command command, int database) {
    String namespace = namespace(database);
    if (!rules.mayWrite(session.scopes(), namespace)) {
      throw noPermission(command, "writing", namespace, rules.of(namespace).write());
    }
  }

  private static CommandException noPermission(
      Command command, String what, String namespace, Set<String> needed) {
    InsightMetrics.refused(DOOR, "access");
    return new CommandException(
        "NOPERM this user has no permissions to run the '"
            + command.name()
            + "' command: "
            + what
            + " namespace '"
            + namespace
            + "' needs the scope "
            + String.join(" or ", needed.stream().sorted().toList()));
  }

  private void checkSizes(Command command, byte[][] arguments, String namespace) {
    NamespaceRule rule = rules.of(namespace);
    int last = command.lastKey() < 0 ? arguments.length + command.lastKey() : command.lastKey();
    for (int i = 1; i < arguments.length; i++) {
      boolean key =
          i >= command.firstKey() && i <= last && (i - command.firstKey()) % command.keyStep() == 0;
      long limit = key ? rule.maxKeyBytes() : rule.maxValueBytes();
      if (arguments[i].length > limit) {
        InsightMetrics.refused(DOOR, "limit");
        throw new CommandException(
            "ERR a "
                + (key ? "key" : "value")
                + " of "
                + arguments[i].length
                + " bytes is longer than namespace '"
                + namespace
                + "' takes: "
                + limit);
      }
    }
  }

  private static String namespace(int database) {
    return "redis-" + database;
  }
}
