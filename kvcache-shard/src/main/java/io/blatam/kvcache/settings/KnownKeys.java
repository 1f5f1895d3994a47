package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.blatam.platform.KnownSettings;
import io.blatam.platform.StartupException;
import java.util.List;
import java.util.Map;

/**
 * Refuses settings that nobody reads. A misspelled {@code write} would otherwise leave a namespace
 * without the store that its operator relies on, and a misspelled {@code hmac} without seals.
 */
public final class KnownKeys {

  private static final String CACHE = "blatam.kvcache";
  private static final String RESP = "blatam.kv-cache.resp";

  /** What a namespace may say for itself, beside what its services read of {@link #OF_SERVICES}. */
  private static final List<String> OF_A_NAMESPACE =
      List.of(
          "access",
          "codec",
          "deduplicate",
          "hmac",
          "limits",
          "lowest-tier",
          "store",
          "write",
          "write-back");

  /** And where those say what they mean for all namespaces: in a process that has that service. */
  private static final Map<String, String> OF_SERVICES =
      Map.of("semantic", "blatam.inference.semantic");

  /** Whose contents are not ours: Akka's. */
  private static final String DISPATCHER = "dispatcher";

  private KnownKeys() {}

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the first key that is none
   */
  public static void require(Config root) {
    Config known = KnownSettings.reference();
    ConfigObject cache = known.getObject(CACHE);
    ConfigObject given = root.getObject(CACHE);
    within(
        CACHE,
        given.withoutKey("namespaces").withoutKey("tenants").withoutKey("rate-limit"),
        cache.withoutKey("namespaces"));
    eachOf(CACHE + ".namespaces", given.get("namespaces"), ofANamespace(known, cache));
    eachOf(CACHE + ".tenants", given.get("tenants"), named("quota-share", "max-entries"));
    ConfigObject rates = KnownSettings.braces(CACHE + ".rate-limit", given.get("rate-limit"));
    ConfigObject knownRates = cache.toConfig().getObject("rate-limit");
    within(CACHE + ".rate-limit", rates.withoutKey("tenants"), knownRates.withoutKey("tenants"));
    eachOf(CACHE + ".rate-limit.tenants", rates.get("tenants"), knownRates.withoutKey("tenants"));
    within(RESP, root.getObject(RESP), known.getObject(RESP));
  }

  private static ConfigObject ofANamespace(Config known, ConfigObject cache) {
    ConfigObject namespace = named("copies.enabled");
    for (String key : OF_A_NAMESPACE) {
      namespace = namespace.withValue(key, cache.get(key));
    }
    for (Map.Entry<String, String> service : OF_SERVICES.entrySet()) {
      if (known.hasPath(service.getValue())) {
        namespace = namespace.withValue(service.getKey(), known.getObject(service.getValue()));
      }
    }
    ConfigObject writeBack = KnownSettings.braces("write-back", cache.get("write-back"));
    return namespace.withValue("write-back", writeBack.withoutKey("flush-timeout"));
  }

  private static ConfigObject named(String... paths) {
    Config named = ConfigFactory.empty();
    for (String path : paths) {
      named = named.withValue(path, ConfigValueFactory.fromAnyRef(true));
    }
    return named.root();
  }

  /** Names that the operator chooses, each with the same settings. */
  private static void eachOf(String path, ConfigValue given, ConfigObject known) {
    if (given == null) {
      return;
    }
    KnownSettings.braces(path, given)
        .forEach(
            (name, value) ->
                within(
                    path + "." + ConfigUtil.joinPath(name),
                    KnownSettings.braces(path + "." + name, value),
                    known));
  }

  private static void within(String path, ConfigObject given, ConfigObject known) {
    given.forEach(
        (key, value) -> {
          if (!known.containsKey(key)) {
            if (OF_SERVICES.containsKey(key) && path.startsWith(CACHE + ".namespaces.")) {
              return;
            }
            throw KnownSettings.unknown(
                path + "." + ConfigUtil.joinPath(key), key, value, known.keySet());
          }
          if (known.get(key) instanceof ConfigObject inner && !key.equals(DISPATCHER)) {
            within(path + "." + key, KnownSettings.braces(path + "." + key, value), inner);
          }
        });
  }
}
