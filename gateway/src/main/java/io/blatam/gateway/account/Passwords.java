package io.blatam.gateway.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords with bcrypt, on threads of its own: a check is meant to be expensive,
 * and must not take the cores from everything else when many come at once. Thread-safe.
 */
final class Passwords {

  private static final int MOST_WAITING = 64;

  /** 24 of these are about 119 bits; none is easily mistaken for another. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 6;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final int cost;
  private final ThreadPoolExecutor threads;
  private final CompletionStage<String> hashOfNobody;

  Passwords(int cost, int concurrent) {
    this.cost = cost;
    this.threads = pool(concurrent);
    this.hashOfNobody = hash(generate());
  }

  CompletionStage<String> hash(String password) {
    return submit(() -> hashNow(password));
  }

  CompletionStage<Boolean> matches(String password, String hash) {
    return submit(() -> matchesNow(password, hash));
  }

  /** Takes the time of a check and is always false: for names that do not exist. */
  CompletionStage<Boolean> matchesNobody(String password) {
    return hashOfNobody.thenCompose(hash -> submit(() -> matchesNow(password, hash) && false));
  }

  /** A password that can not be guessed and can be typed. */
  static String generate() {
    StringBuilder password = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      password.append(group == 0 ? "" : "-");
      for (int i = 0; i < GROUP_LENGTH; i++) {
        password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
    }
    return password.toString();
  }

  private String hashNow(String password) {
    return new String(
        BCrypt.with(
                BCrypt.Version.VERSION_2A,
                RANDOM,
                LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A))
            .hash(cost, password.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.US_ASCII);
  }

  private static boolean matchesNow(String password, String hash) {
    return BCrypt.verifyer(
            BCrypt.Version.VERSION_2A, LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A))
        .verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII))
        .verified;
  }

  private <T> CompletionStage<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, threads);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          Problem.unavailable("Too many logins are being checked; try again shortly.", 2)
              .asException());
    }
  }

  private static ThreadPoolExecutor pool(int concurrent) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            concurrent,
            concurrent,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "blatam-passwords-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
