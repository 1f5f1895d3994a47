package io.blatam.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class ClusterRolesTest {

  private static Config in(String operator) {
    return ClusterRoles.in(ConfigFactory.parseString(operator));
  }

  @Test
  void in_nothingSaid_namesEveryService() {
    assertThat(in("").getStringList("blatam.roles"))
        .contains("all", "gateway", "bul", "agents", "kv-cache");
  }

  @Test
  void in_gatewayAlone_staysThat() {
    assertThat(in("blatam.roles = [gateway]").getStringList("blatam.roles"))
        .containsExactly("gateway");
  }

  @Test
  void in_anyRoles_jobsLiveWhereTheirServiceRuns() {
    Config config = in("blatam.roles = [gateway]");
    assertThat(config.getString("blatam.bul.queue.role")).isEqualTo("bul");
    assertThat(config.getString("blatam.agents.workflow.role")).isEqualTo("agents");
    assertThat(config.getString("blatam.kvcache.role")).isEqualTo("kv-cache");
  }

  @Test
  void in_operatorsOwnRole_isKept() {
    assertThat(in("blatam.bul.queue.role = writers").getString("blatam.bul.queue.role"))
        .isEqualTo("writers");
  }
}
