package io.blatam.bul.bulk;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobView;
import io.blatam.bul.round.Rounds;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.Problem.FieldError;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A tenant's bulks, from any node. Another tenant's is answered as if it did not exist.
 * Thread-safe. Stages fail with a {@link io.blatam.platform.http.ProblemException} that says what
 * to change.
 */
public final class Bulks {

  private static final int ERRORS_SHOWN = 100;
  private static final int PAGE = 200;

  private final Platform platform;
  private final BulkSettings settings;
  private final Documents documents;
  private final BulkTable table;
  private final ActorRef<Rounds.Command> feeder;

  /** A bulk and how many of its rows stand where. */
  public record View(Bulk bulk, Map<BulkRow.State, Integer> counts) {}

  /**
   * An accepted bulk.
   *
   * @param repeated true if the same key had asked for the same before
   */
  public record Accepted(View view, boolean repeated) {}

  private Bulks(Platform platform, Documents documents) {
    this.platform = platform;
    this.settings = BulkSettings.of(platform.config());
    this.documents = documents;
    this.table = new BulkTable(platform.database());
    this.feeder =
        Rounds.start(
            platform,
            "bul-bulk-feeder",
            settings.every(),
            () -> new BulkFeeder(platform, settings, documents));
  }

  /** With the feeder of the cluster, which this node may be the one to run. */
  public static Bulks start(Platform platform, Documents documents) {
    return new Bulks(platform, documents);
  }

  /** A job may have ended: there may be room. */
  public void wakeFeeder() {
    feeder.tell(new Rounds.Poke());
  }

  /**
   * Accepts a bulk: when the stage completes every row is durable, and each that can be asked for
   * will be. Fails with 400 if none can.
   */
  public CompletionStage<Accepted> submit(
      Principal caller,
      BulkFormat format,
      byte[] body,
      Optional<String> idempotencyKey,
      String requestId) {
    List<ParsedRow> rows = format.read(body);
    requireSome(rows);
    Bulk bulk =
        new Bulk(
            UUID.randomUUID().toString(),
            caller,
            format,
            rows.size(),
            Optional.empty(),
            platform.now(),
            Optional.empty());
    String hash = sha256(format, body);
    return table
        .insert(bulk, rows, idempotencyKey, hash)
        .thenCompose(
            made -> {
              if (!made.requestSha256().equals(hash)) {
                return CompletableFuture.failedStage(keyUsed(made.bulk()));
              }
              if (!made.repeated()) {
                audit(caller, "bulk.requested", bulk.id(), requestId);
                wakeFeeder();
              }
              return view(made.bulk()).thenApply(view -> new Accepted(view, made.repeated()));
            });
  }

  private void requireSome(List<ParsedRow> rows) {
    if (rows.isEmpty()) {
      throw Problem.validation("body", "has no briefs; give at least one").asException();
    }
    if (rows.size() > settings.rows()) {
      throw Problem.validation(
              "body",
              "has "
                  + rows.size()
                  + " briefs; at most "
                  + settings.rows()
                  + " are taken at once, send it in parts")
          .asException();
    }
    if (rows.stream().allMatch(ParsedRow.Invalid.class::isInstance)) {
      throw Problem.validation(
              rows.stream()
                  .limit(ERRORS_SHOWN)
                  .map(ParsedRow.Invalid.class::cast)
                  .map(
                      row ->
                          new FieldError(
                              "rows["
                                  + row.row()
                                  + "]"
                                  + (row.field().isEmpty() ? "" : "." + row.field()),
                              row.message()))
                  .toList())
          .asException();
    }
  }

  public CompletionStage<View> find(String tenant, String id) {
    return known(tenant, id).thenCompose(this::view);
  }

  /** Newest first. */
  public CompletionStage<List<Bulk>> list(
      String tenant, Optional<Instant> before, Optional<String> beforeId, int limit) {
    return table.list(tenant, before, beforeId, limit);
  }

  /** Rows after row {@code after}, in order. */
  public CompletionStage<List<BulkRow>> rows(
      String tenant, String id, Optional<BulkRow.State> state, int after, int limit) {
    return known(tenant, id).thenCompose(bulk -> table.rows(id, state, after, limit));
  }

  /** Every row, in order, as a stream. */
  public Source<BulkRow, NotUsed> rows(String id, Optional<BulkRow.State> state) {
    return Source.unfoldAsync(
            0,
            after ->
                table
                    .rows(id, state, after, PAGE)
                    .thenApply(
                        rows ->
                            rows.isEmpty()
                                ? Optional.<Pair<Integer, List<BulkRow>>>empty()
                                : Optional.of(
                                    Pair.create(rows.get(rows.size() - 1).number(), rows))))
        .mapConcat(rows -> rows);
  }

  /** The finished jobs of a bulk with their rows' numbers, in order, as a stream. */
  public Source<Pair<BulkRow, JobView>, NotUsed> done(String tenant, String id) {
    return rows(id, Optional.of(BulkRow.State.DONE))
        .mapAsync(
            4,
            row ->
                documents
                    .find(tenant, row.job().orElseThrow())
                    .thenApply(job -> job.map(view -> Pair.create(row, view))))
        .mapConcat(job -> job.map(List::of).orElse(List.of()));
  }

  /** Ends every row that has not ended; fails with 409 if all have. */
  public CompletionStage<View> cancel(Principal caller, String id, String requestId) {
    return known(caller.tenant(), id)
        .thenCompose(bulk -> table.cancel(caller.tenant(), id, caller.subject()))
        .thenCompose(
            open -> {
              if (!open) {
                throw Problem.conflict("Every row has come to its end; nothing is left to cancel.")
                    .asException();
              }
              audit(caller, "bulk.cancelled", id, requestId);
              wakeFeeder();
              return find(caller.tenant(), id);
            });
  }

  private CompletionStage<View> view(Bulk bulk) {
    return table.counts(bulk.id()).thenApply(counts -> new View(bulk, counts));
  }

  private CompletionStage<Bulk> known(String tenant, String id) {
    return table.find(tenant, id).thenApply(found -> found.orElseThrow(() -> unknown(id)));
  }

  private void audit(Principal caller, String action, String id, String requestId) {
    platform
        .audit()
        .record(AuditEntry.allowed(platform.clock().instant(), caller, action, id, requestId));
  }

  private static RuntimeException unknown(String id) {
    return Problem.notFound("There is no bulk " + Problem.printable(id) + ".").asException();
  }

  private static RuntimeException keyUsed(Bulk bulk) {
    return Problem.conflict(
            "The Idempotency-Key was used for another request (bulk "
                + bulk.id()
                + "); send a new key with a new request.")
        .asException();
  }

  private static String sha256(BulkFormat format, byte[] body) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update(format.id().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(body));
  }
}
