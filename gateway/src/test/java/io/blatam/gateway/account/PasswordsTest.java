package io.blatam.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private final Passwords passwords = new Passwords(4, 2);

  private String hash(String password) {
    return passwords.hash(password).toCompletableFuture().join();
  }

  private boolean matches(String password, String hash) {
    return passwords.matches(password, hash).toCompletableFuture().join();
  }

  @Test
  void hash_ofThePassword_matchesItAndNoOther() {
    String hash = hash("contraseña larga");
    assertThat(hash).startsWith("$2a$04$");
    assertThat(matches("contraseña larga", hash)).isTrue();
    assertThat(matches("contraseña largA", hash)).isFalse();
  }

  /** Plain bcrypt ignores what comes after 72 bytes. */
  @Test
  void hash_ofALongPassword_coversAllOfIt() {
    String hash = hash("x".repeat(100) + "a");
    assertThat(matches("x".repeat(100) + "a", hash)).isTrue();
    assertThat(matches("x".repeat(100) + "b", hash)).isFalse();
  }

  @Test
  void nobody_hasAnyPassword() {
    assertThat(passwords.matchesNobody("anything").toCompletableFuture().join()).isFalse();
  }

  @Test
  void generated_areLongTypeableAndDifferent() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String password = Passwords.generate();
      assertThat(password).matches("([a-z2-9]{6}-){3}[a-z2-9]{6}").doesNotContainAnyWhitespaces();
      assertThat(seen.add(password)).isTrue();
    }
  }
}
