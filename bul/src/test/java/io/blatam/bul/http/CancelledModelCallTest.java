package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.BulService;
import io.blatam.platform.testkit.Quickest;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job whose model never answers, and is cancelled. */
@Timeout(90)
class CancelledModelCallTest {

  private static final Duration SOON = Duration.ofMillis(200);

  private final Semaphore asked = new Semaphore(0);
  private final Semaphore closed = new Semaphore(0);

  @Test
  void cancel_whileTheModelWrites_itsConnectionsAreClosed(@TempDir Path folder) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ServerSocket model = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScratchPlatform platform =
            ScratchPlatform.start(
                folder,
                """
                blatam.inference.openai.base-url = "http://127.0.0.1:%d/v1"
                blatam.inference.openai.model = "silent"
                """
                    .formatted(model.getLocalPort()))) {
      threads.execute(() -> listen(model, threads));
      BulClient bul =
          BulClient.of(
              platform.serve("bul", new BulService().start(platform.platform())),
              platform.token("aroma", "documents"));
      assertThat(Quickest.measured(SOON, () -> fromCancelToClosed(bul))).isLessThan(SOON);
    } finally {
      threads.shutdownNow();
    }
  }

  /** From the answer to the cancel on; those asked for other sections are closed as well. */
  private Duration fromCancelToClosed(BulClient bul) {
    try {
      String job = bul.submit(BulClient.CAFETERIA);
      assertThat(asked.tryAcquire(40, TimeUnit.SECONDS)).as("the model is asked").isTrue();
      assertThat(bul.caller().delete(BulClient.DOCUMENTS + "/" + job).status()).isLessThan(300);
      long cancelled = System.nanoTime();
      assertThat(closed.tryAcquire(30, TimeUnit.SECONDS)).as("it hears of it").isTrue();
      Duration took = Duration.ofNanos(System.nanoTime() - cancelled);
      while (asked.tryAcquire(300, TimeUnit.MILLISECONDS)) {
        assertThat(closed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      }
      return took;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void listen(ServerSocket model, ExecutorService threads) {
    try {
      while (!model.isClosed()) {
        Socket call = model.accept();
        asked.release();
        threads.execute(() -> readToTheEnd(call));
      }
    } catch (IOException testIsOver) {
      assertThat(model.isClosed()).isTrue();
    }
  }

  private void readToTheEnd(Socket call) {
    try (InputStream in = call.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
      closed.release();
    } catch (IOException reset) {
      closed.release();
    }
  }
}
