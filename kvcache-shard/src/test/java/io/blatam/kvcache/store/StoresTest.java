package io.blatam.kvcache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.platform.StartupException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoresTest {

  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    kit =
        ActorTestKit.create(
            "stores",
            ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  /** Segments call it between what their callers ask: none may end because a store is broken. */
  @Test
  void removeExpired_aStoreThrows_itsCallerHearsNothing() {
    Stores stores = Stores.of(kit.system());
    stores.named(Throwing.class.getName());

    stores.removeExpired(1);
    stores.removeExpired(2);

    assertThat(Throwing.ASKED).hasValue(2);
  }

  @Test
  void named_noSuchClass_saysWhatItCouldBe() {
    assertThatThrownBy(() -> Stores.of(kit.system()).named("com.acme.Missing"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("table")
        .hasMessageContaining("com.acme.Missing");
  }

  /** Makes a store that breaks its contract: it throws where it should fail a stage. */
  public static final class Throwing implements BackingStoreFactory {

    static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public BackingStore create(ActorSystem<?> system) {
      return new BackingStore() {
        @Override
        public CompletionStage<Long> claim(String namespace, int segment) {
          throw broken();
        }

        @Override
        public CompletionStage<Map<CacheKey, StoredValue>> load(
            String namespace, Collection<CacheKey> keys) {
          throw broken();
        }

        @Override
        public CompletionStage<Void> save(
            String namespace, int segment, long epoch, List<StoreWrite> writes) {
          throw broken();
        }

        @Override
        public CompletionStage<List<CacheKey>> keys(
            String tenant, String namespace, Optional<CacheKey> after, int limit) {
          throw broken();
        }

        @Override
        public CompletionStage<Integer> removeExpired(long now) {
          ASKED.incrementAndGet();
          throw broken();
        }

        @Override
        public int maxValueBytes() {
          return 1_000;
        }
      };
    }

    private static IllegalStateException broken() {
      return new IllegalStateException("the store is broken");
    }
  }
}
