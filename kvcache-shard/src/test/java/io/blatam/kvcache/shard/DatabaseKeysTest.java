package io.blatam.kvcache.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseKeysTest {

  private static final String TEXT = "año";
  private static final String BYTES = new String(TEXT.getBytes(UTF_8), ISO_8859_1);

  @Test
  void kept_ofADatabase_isABytePerCharacter() {
    assertThat(DatabaseKeys.kept("redis-0", TEXT)).isEqualTo(BYTES).hasSize(4);
    assertThat(DatabaseKeys.kept("redis-15", TEXT)).isEqualTo(BYTES);
    assertThat(DatabaseKeys.kept("redis-16", TEXT)).isEqualTo(TEXT);
    assertThat(DatabaseKeys.kept("notes", TEXT)).isEqualTo(TEXT);
  }

  @Test
  void shown_isTheTextOrWhatIsNoText() {
    assertThat(DatabaseKeys.shown("redis-0", BYTES)).isEqualTo(TEXT);
    assertThat(DatabaseKeys.shown("notes", BYTES)).isEqualTo(BYTES);
    assertThat(DatabaseKeys.shown("redis-0", "\u00ff\u00fe")).isEqualTo("\u00ff\u00fe");
  }

  @Test
  void bytes_areThoseOfTheClient() {
    assertThat(DatabaseKeys.bytes(new CacheKey("t", "redis-0", BYTES))).isEqualTo(4);
    assertThat(DatabaseKeys.bytes(new CacheKey("t", "notes", TEXT))).isEqualTo(4);
  }

  @Test
  void filter_byPrefix_meansTheSameInEveryNamespace() {
    EntryFilter filter = new EntryFilter(Optional.empty(), Optional.empty(), Optional.of("añ"));
    assertThat(filter.matches(new CacheKey("t", "redis-0", BYTES))).isTrue();
    assertThat(filter.matches(new CacheKey("t", "notes", TEXT))).isTrue();
    assertThat(filter.matches(new CacheKey("t", "notes", BYTES))).isFalse();
  }
}
