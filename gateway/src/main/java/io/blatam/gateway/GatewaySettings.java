package io.blatam.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.blatam.gateway.account.AccountSettings;
import io.blatam.gateway.http.Cors;
import io.blatam.gateway.proxy.ProxySettings;
import io.blatam.gateway.signing.SigningSettings;
import io.blatam.platform.StartupException;
import java.util.Set;

/**
 * What {@code blatam.gateway} says, read once.
 *
 * @param readyNeeds services without which the gateway is not ready
 */
record GatewaySettings(
    ProxySettings proxy,
    AccountSettings accounts,
    SigningSettings signing,
    Cors cors,
    Set<String> readyNeeds) {

  /**
   * @throws StartupException that names the key and what to change
   */
  static GatewaySettings of(Config config) {
    try {
      Config gateway = config.getConfig("blatam.gateway");
      return new GatewaySettings(
          ProxySettings.of(gateway),
          AccountSettings.of(gateway),
          SigningSettings.of(gateway),
          Cors.of(gateway),
          Set.copyOf(gateway.getStringList("ready-needs")));
    } catch (ConfigException e) {
      throw new StartupException("gateway: " + e.getMessage(), e);
    }
  }
}
