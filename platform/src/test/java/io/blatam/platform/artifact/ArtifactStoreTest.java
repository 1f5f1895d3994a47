package io.blatam.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.japi.Pair;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseSettings;
import io.blatam.platform.database.DiskNearlyFullException;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactStoreTest {

  private static final String PDF = "application/pdf";
  private static ActorTestKit kit;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.loglevel = WARNING")
                .withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  static Stream<Arguments> stores() {
    return Stream.of(Engine.values())
        .flatMap(engine -> Stream.of(Arguments.of(engine, false), Arguments.of(engine, true)));
  }

  @Test
  void put_folderThatCanNotBeWritten_isUnavailableAndLeavesNothing() throws IOException {
    Path file = Files.writeString(directory.resolve("no-folder"), "in the way");
    try (Database database = Engine.H2.open(directory)) {
      ArtifactStore store =
          ArtifactStore.open(
              new ArtifactSettings(Optional.of(file), 1_000, Duration.ofHours(1)),
              database,
              kit.system(),
              Clock.systemUTC());

      assertThatThrownBy(
              () ->
                  Await.result(
                      store.put("acme", PDF, Source.single(ByteString.fromString("bytes")))))
          .isInstanceOf(ArtifactsUnavailableException.class)
          .hasMessageContaining("no-folder");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void put_diskNearlyFull_isUnavailableAndLeavesNothing(boolean folder) {
    DatabaseSettings roomy = Engine.H2.settings(directory);
    DatabaseSettings tight =
        new DatabaseSettings(
            roomy.url(), "blatam", "", 2, 1, 100, Duration.ofSeconds(5), Long.MAX_VALUE);
    try (Database database = Database.open(tight)) {
      ArtifactStore store = store(database, folder, 64 << 20);

      assertThatThrownBy(
              () -> Await.result(store.put("acme", PDF, Source.single(ByteString.fromString("x")))))
          .isInstanceOfSatisfying(
              DiskNearlyFullException.class,
              full -> assertThat(full.advice()).contains("nearly full"));

      assertThat(rows(database, "artifact_chunk")).isZero();
      assertThat(rows(database, "artifact_loose_blob")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void put_twentyMegabytesInOddPieces_readsBackByteForByte(Engine engine, boolean folder)
      throws NoSuchAlgorithmException {
    try (Database database = engine.open(directory)) {
      ArtifactStore store = store(database, folder, 64 << 20);
      byte[] bytes = random(20 << 20);
      Source<ByteString, ?> pieces =
          Source.range(0, (bytes.length - 1) / 10_007)
              .map(
                  n ->
                      ByteString.fromArray(
                          bytes, n * 10_007, Math.min(10_007, bytes.length - n * 10_007)));

      Artifact artifact = Await.result(store.put("acme", PDF, pieces));

      assertThat(artifact.size()).isEqualTo(bytes.length);
      assertThat(artifact.id().sha256())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      MessageDigest read = MessageDigest.getInstance("SHA-256");
      Await.result(
          store
              .read("acme", artifact.id())
              .runWith(Sink.foreach(chunk -> read.update(chunk.asByteBuffer())), kit.system()));
      assertThat(HexFormat.of().formatHex(read.digest())).isEqualTo(artifact.id().sha256());
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void put_streamFailsHalfway_leavesNothing(Engine engine, boolean folder) {
    try (Database database = engine.open(directory)) {
      ArtifactStore store = store(database, folder, 64 << 20);
      Source<ByteString, ?> broken =
          Source.repeat(ByteString.fromArray(random(50_000)))
              .take(20)
              .concat(Source.failed(new IllegalStateException("client went away")));

      assertThatThrownBy(() -> Await.result(store.put("acme", PDF, broken)))
          .hasMessage("client went away");

      assertThat(rows(database, "artifact")).isZero();
      assertThat(rows(database, "artifact_chunk")).isZero();
      assertThat(rows(database, "artifact_loose_blob")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void sweep_uploadAbandonedByADeadProcess_removesItsBytes(Engine engine, boolean folder) {
    try (Database database = engine.open(directory)) {
      ArtifactStore store = store(database, folder, 64 << 20);
      ArtifactStore later =
          ArtifactStore.open(
              settings(folder, 1 << 20),
              database,
              kit.system(),
              Clock.offset(Clock.systemUTC(), Duration.ofDays(2)));
      // An upload whose bytes never end is what a killed process leaves: chunks, but no artifact.
      CompletableFuture<Void> threeWritten = new CompletableFuture<>();
      var endless = store.put("acme", PDF, stallingAfterThreeChunks(threeWritten));
      Await.result(threeWritten);
      assertThat(endless.toCompletableFuture().isDone()).isFalse();

      assertThat(Await.result(store.sweep())).isZero();
      assertThat(Await.result(later.sweep())).isEqualTo(1);
      assertThat(rows(database, "artifact_chunk")).isZero();
      assertThat(rows(database, "artifact_loose_blob")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void put_longerThanAllowed_isRefusedAndLeavesNothing(Engine engine, boolean folder) {
    try (Database database = engine.open(directory)) {
      ArtifactStore store = store(database, folder, 100_000);

      assertThatThrownBy(
              () ->
                  Await.result(
                      store.put("acme", PDF, Source.single(ByteString.fromArray(random(100_001))))))
          .isInstanceOf(ArtifactTooLargeException.class);

      assertThat(rows(database, "artifact")).isZero();
      assertThat(rows(database, "artifact_chunk")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void put_sameBytesTwice_areKeptOnceUntilBothAreDeleted(Engine engine, boolean folder) {
    try (Database database = engine.open(directory)) {
      ArtifactStore store = store(database, folder, 1 << 20);
      ByteString bytes = ByteString.fromString("Plan de negocio");

      Artifact first = Await.result(store.put("acme", PDF, Source.single(bytes)));
      Artifact second = Await.result(store.put("acme", PDF, Source.single(bytes)));

      assertThat(second.id()).isEqualTo(first.id());
      assertThat(rows(database, "artifact")).isEqualTo(1);
      assertThat(rows(database, "artifact_chunk")).isEqualTo(folder ? 0 : 1);
      Await.result(store.delete("acme", first.id()));
      assertThat(Await.result(store.find("acme", first.id()))).isPresent();
      Await.result(store.delete("acme", first.id()));
      assertThat(Await.result(store.find("acme", first.id()))).isEmpty();
      assertThat(rows(database, "artifact_chunk")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void read_anotherTenantsId_isMissing(Engine engine, boolean folder) {
    try (Database database = engine.open(directory)) {
      ArtifactStore store = store(database, folder, 1 << 20);
      Artifact artifact =
          Await.result(store.put("acme", PDF, Source.single(ByteString.fromString("secret"))));

      assertThat(Await.result(store.find("rival", artifact.id()))).isEmpty();
      assertThatThrownBy(
              () ->
                  Await.result(
                      store.read("rival", artifact.id()).runWith(Sink.ignore(), kit.system())))
          .isInstanceOf(ArtifactMissingException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void put_noBytes_isAnArtifactOfSizeZero(Engine engine, boolean folder) {
    try (Database database = engine.open(directory)) {
      ArtifactStore store = store(database, folder, 1 << 20);

      Artifact artifact = Await.result(store.put("acme", PDF, Source.empty()));

      assertThat(artifact.size()).isZero();
      assertThat(Await.result(store.read("acme", artifact.id()).runWith(Sink.seq(), kit.system())))
          .isEmpty();
    }
  }

  /** The fourth chunk is asked for when the third was written, and never comes. */
  private static Source<ByteString, ?> stallingAfterThreeChunks(CompletableFuture<Void> written) {
    ByteString chunk = ByteString.fromArray(random(Blobs.CHUNK));
    return Source.unfoldAsync(
        0,
        sent -> {
          if (sent < 3) {
            return CompletableFuture.completedStage(Optional.of(Pair.create(sent + 1, chunk)));
          }
          written.complete(null);
          return new CompletableFuture<>();
        });
  }

  private ArtifactStore store(Database database, boolean folder, long maxSize) {
    return ArtifactStore.open(settings(folder, maxSize), database, kit.system(), Clock.systemUTC());
  }

  private ArtifactSettings settings(boolean folder, long maxSize) {
    return new ArtifactSettings(
        folder ? Optional.of(directory.resolve("artifacts")) : Optional.empty(),
        maxSize,
        Duration.ofDays(1));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  private static int rows(Database database, String table) {
    return Await.result(
        database.call(
            connection -> {
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery("select count(*) from " + table)) {
                row.next();
                return row.getInt(1);
              }
            }));
  }
}
