package io.blatam.node.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Long-running work of one kind, at one path of the API: asked for, followed to its end, fetched.
 *
 * <p>The job's own resource is the truth; its event stream only says when to look. So a stream that
 * breaks, repeats itself or can not be had costs time and nothing else.
 */
public final class Jobs {

  /** Where documents are asked for. */
  public static final String DOCUMENTS = "/api/v1/bul/documents";

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int STREAM_ATTEMPTS = 3;

  /** How long the platform may be gone, restarting say, before its absence counts as a failure. */
  private static final Duration ABSENCE = Duration.ofSeconds(60);

  private final Api api;
  private final String path;

  /**
   * @param path such as {@code /api/v1/bul/documents}
   */
  public Jobs(Api api, String path) {
    this.api = api;
    this.path = path;
  }

  public Job submit(Object request) {
    return Job.of(api.post(path, request));
  }

  public Job get(String id) {
    return Job.of(api.get(path + "/" + id));
  }

  /**
   * Waits for the job's end, or until a person is asked something.
   *
   * @param seen told each state of the job that differs from the one before
   */
  public Job follow(String id, Consumer<Job> seen) {
    Watch watch = new Watch(id, seen);
    for (int attempt = 0; attempt < STREAM_ATTEMPTS && !watch.ended(); attempt++) {
      attempt = watch.stream() ? 0 : attempt;
    }
    while (!watch.ended()) {
      pause();
      watch.look();
    }
    return watch.last;
  }

  public Path download(Job job, String format, Path folder) throws IOException {
    return api.download(
        path + "/" + job.id() + "/files/" + format, folder, job.id() + "." + format);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** One job being followed. */
  private final class Watch {
    private final String id;
    private final Consumer<Job> seen;
    private String lastEvent = "";
    private Job last;
    private long absentSince;

    Watch(String id, Consumer<Job> seen) {
      this.id = id;
      this.seen = seen;
    }

    boolean ended() {
      return last != null && (last.ended() || last.asked());
    }

    /** Follows the stream until it ends. @return whether it brought anything */
    boolean stream() {
      boolean progressed = false;
      try (Api.EventStream events = api.events(path + "/" + id + "/events", lastEvent)) {
        look();
        for (Optional<ServerEvent> event = events.next();
            event.isPresent() && !ended();
            event = events.next()) {
          lastEvent = event.get().id();
          progressed = true;
          look();
        }
      } catch (ApiFailure e) {
        if (!e.mayPass() && e.status() != 404) {
          throw e;
        }
      } catch (IOException e) {
        return progressed;
      }
      return progressed;
    }

    void look() {
      try {
        Job now = get(id);
        absentSince = 0;
        if (!now.equals(last)) {
          last = now;
          seen.accept(now);
        }
      } catch (ApiFailure e) {
        long now = System.nanoTime();
        absentSince = absentSince == 0 ? now : absentSince;
        if (!e.mayPass() || now - absentSince > ABSENCE.toNanos()) {
          throw e;
        }
      }
    }
  }
}
