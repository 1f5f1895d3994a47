package io.blatam.gateway.account;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/** What {@code blatam.gateway.accounts} says, read once; the keys are explained there. */
public record AccountSettings(
    Duration tokenValidity,
    int bcryptCost,
    int failuresPerAccount,
    int failuresPerAddress,
    Duration failureWindow,
    int concurrentHashes,
    String firstAdminPassword,
    GrantableScopes grantableScopes) {

  public AccountSettings {
    if (bcryptCost < 4 || bcryptCost > 16) {
      throw new StartupException(
          "blatam.gateway.accounts.bcrypt-cost must be 4 to 16; 11 is about 150 ms a login");
    }
    if (failuresPerAccount < 1 || failuresPerAddress < 1 || concurrentHashes < 1) {
      throw new StartupException(
          "blatam.gateway.accounts: failures-per-account, failures-per-address and concurrent-hashes must be at least 1");
    }
  }

  /**
   * @param gateway the section {@code blatam.gateway}
   */
  public static AccountSettings of(Config gateway) {
    Config accounts = gateway.getConfig("accounts");
    return new AccountSettings(
        accounts.getDuration("token-validity"),
        accounts.getInt("bcrypt-cost"),
        accounts.getInt("failures-per-account"),
        accounts.getInt("failures-per-address"),
        accounts.getDuration("failure-window"),
        accounts.getInt("concurrent-hashes"),
        accounts.getString("first-admin-password"),
        GrantableScopes.of(accounts));
  }
}
