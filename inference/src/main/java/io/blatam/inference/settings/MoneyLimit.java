package io.blatam.inference.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * What may be spent in a day and in a month, in millionths of the operator's currency; empty: as
 * much as there is.
 */
public record MoneyLimit(OptionalLong day, OptionalLong month) {

  public static final MoneyLimit NONE = new MoneyLimit(OptionalLong.empty(), OptionalLong.empty());

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** 0 is no limit. */
  static MoneyLimit from(Config config, String path, String day, String month) {
    return new MoneyLimit(limit(config, path, day), limit(config, path, month));
  }

  private static OptionalLong limit(Config config, String path, String key) {
    BigDecimal money = money(config, path, key);
    return money.signum() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(money.multiply(MILLION).longValue());
  }

  static BigDecimal money(Config config, String path, String key) {
    String written = config.getString(key);
    try {
      BigDecimal money = new BigDecimal(written);
      StartupException.require(money.signum() >= 0, path + key, "0 or more", written);
      return money;
    } catch (NumberFormatException e) {
      throw new StartupException(
          path + key + ": must be a number such as 12.50, not " + written, e);
    }
  }
}
