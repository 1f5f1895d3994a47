package io.blatam.platform;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Refuses settings below {@code blatam} that nobody reads: each has to stand in some module's
 * {@code reference.conf}. A misspelled one would otherwise leave its default in force, silently.
 */
public final class KnownSettings {

  private static final String ROOT = "blatam";

  /** Has names of the operator's own within, and checks them itself. */
  private static final String CACHE = "blatam.kvcache";

  /** Whose contents are Akka's. */
  private static final String DISPATCHER = "dispatcher";

  private static final String HTTP_SERVER = "http-server";

  private KnownSettings() {}

  /**
   * Every module's {@code reference.conf}, without the system properties that {@link
   * ConfigFactory#defaultReference()} lays over them: what is given with {@code -D} would be known
   * by being given.
   */
  public static Config reference() {
    return ConfigFactory.defaultReferenceUnresolved().resolve();
  }

  /**
   * @param operator what the operator's file says
   * @param reference every module's {@code reference.conf}
   * @throws StartupException naming the first key that is none, and the one it may be meant for
   */
  public static void require(Config operator, Config reference) {
    if (operator.hasPath(ROOT)) {
      within(ROOT, braces(ROOT, operator.getValue(ROOT)), reference.getObject(ROOT));
    }
  }

  private static void within(String path, ConfigObject given, ConfigObject known) {
    given.forEach(
        (key, value) -> {
          String at = path + "." + ConfigUtil.joinPath(key);
          if (key.equals(HTTP_SERVER) || at.equals(CACHE)) {
            return;
          }
          if (!known.containsKey(key)) {
            throw unknown(at, key, value, known.keySet());
          }
          if (known.get(key) instanceof ConfigObject inner && !isFree(key, inner)) {
            within(at, braces(at, value), inner);
          }
        });
  }

  /** An empty one is for names that the operator chooses. */
  private static boolean isFree(String key, ConfigObject known) {
    return known.isEmpty() || key.endsWith(DISPATCHER);
  }

  /**
   * @throws StartupException when the value at {@code path} is not settings in braces
   */
  public static ConfigObject braces(String path, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw new StartupException(path + ": must be settings in braces, not " + value.unwrapped());
  }

  /**
   * For settings that stand in no {@code reference.conf}, such as those of a list's elements.
   *
   * @param path where they stand, with a dot at its end
   * @throws StartupException naming the first key that is none of {@code known}
   */
  public static void only(String path, ConfigObject given, Collection<String> known) {
    given.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw unknown(path + ConfigUtil.joinPath(key), key, value, known);
          }
        });
  }

  /** That {@code path} is no setting: where it stands, what was meant, what there is. */
  public static StartupException unknown(
      String path, String key, ConfigValue value, Collection<String> known) {
    return new StartupException(
        path
            + ": is not a setting ("
            + value.origin().description()
            + "); "
            + Nearest.to(key, known).map(near -> "did you mean " + near + "? ").orElse("")
            + "there are "
            + String.join(", ", new TreeSet<>(known)));
  }
}
