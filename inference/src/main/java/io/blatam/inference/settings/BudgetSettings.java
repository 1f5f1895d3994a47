package io.blatam.inference.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.blatam.platform.KnownSettings;
import io.blatam.platform.StartupException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What models may cost; every component is explained beside its key in {@code reference.conf}.
 *
 * @param all everybody together
 * @param tenant each tenant that has no entry in {@code tenants}
 */
public record BudgetSettings(
    MoneyLimit all, MoneyLimit tenant, Map<String, MoneyLimit> tenants, ZoneId zone) {

  public static final BudgetSettings NONE =
      new BudgetSettings(MoneyLimit.NONE, MoneyLimit.NONE, Map.of(), ZoneId.of("UTC"));

  private static final String PATH = "blatam.inference.openai.budget.";

  public BudgetSettings {
    tenants = Map.copyOf(tenants);
  }

  static BudgetSettings from(Config config) {
    Map<String, MoneyLimit> tenants = new TreeMap<>();
    Config none = ConfigFactory.parseString("day = 0, month = 0");
    Config named = config.getConfig("tenants");
    for (String tenant : named.root().keySet()) {
      String path = PATH + "tenants." + tenant;
      ConfigObject own = KnownSettings.braces(path, named.root().get(tenant));
      KnownSettings.only(path + '.', own, Set.of("day", "month"));
      Config entry = own.toConfig().withFallback(none);
      tenants.put(tenant, MoneyLimit.from(entry, path + '.', "day", "month"));
    }
    return new BudgetSettings(
        MoneyLimit.from(config, PATH, "day", "month"),
        MoneyLimit.from(config, PATH, "tenant-day", "tenant-month"),
        tenants,
        zone(config.getString("time-zone")));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new StartupException(
          PATH + "time-zone: must be a zone such as America/Bogota, not " + name, e);
    }
  }

  public MoneyLimit of(String tenant) {
    return tenants.getOrDefault(tenant, this.tenant);
  }
}
