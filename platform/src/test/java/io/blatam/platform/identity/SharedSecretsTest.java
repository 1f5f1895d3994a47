package io.blatam.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSecretsTest {

  private static final Principal ANA = new Principal("ana", "acme", Set.of("documents"));

  @TempDir Path folder;

  private Identity node(Database database, String name) {
    return Identity.shared(database.dataSource(), folder.resolve(name), Clock.systemUTC());
  }

  @Test
  void verify_tokenOfAnotherNode_holds() {
    try (Database database = Engine.POSTGRESQL.open(folder)) {
      String token = node(database, "a").issue(ANA, Duration.ofMinutes(1));
      assertThat(node(database, "b").verify(token)).isEqualTo(ANA);
    }
  }

  @Test
  void shared_nodeThatHadAKeyOfItsOwn_followsTheCluster() throws Exception {
    try (Database database = Engine.POSTGRESQL.open(folder)) {
      Identity.load(folder.resolve("b"), Clock.systemUTC());
      String token = node(database, "a").issue(ANA, Duration.ofMinutes(1));
      assertThat(node(database, "b").verify(token)).isEqualTo(ANA);
      assertThat(Files.readString(folder.resolve("b/jwt-signing-key.pem")))
          .isEqualTo(Files.readString(folder.resolve("a/jwt-signing-key.pem")));
    }
  }

  @Test
  void shared_firstNodeWithAKey_keepsItsTokensValid() {
    String token =
        Identity.load(folder.resolve("a"), Clock.systemUTC()).issue(ANA, Duration.ofMinutes(1));
    try (Database database = Engine.POSTGRESQL.open(folder)) {
      assertThat(node(database, "a").verify(token)).isEqualTo(ANA);
      assertThat(node(database, "b").verify(token)).isEqualTo(ANA);
    }
  }
}
