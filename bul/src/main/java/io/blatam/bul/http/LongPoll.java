package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.extractMaterializer;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.parameterOptional;

import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Sink;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobView;
import io.blatam.platform.http.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code ?wait=30&after=7}: the job as soon as more has happened to it than its revision 7, or as
 * it is after 30 s. For clients that can not read event streams.
 */
final class LongPoll {

  /** Below the time-outs of what may stand between. */
  private static final int LONGEST = 60;

  private final Documents documents;

  LongPoll(Documents documents) {
    this.documents = documents;
  }

  /**
   * Goes on with a job that the tenant has, at once or after the wait that the request asks for.
   *
   * @param known finds the job again, or answers that it is not there
   */
  Route of(
      String tenant,
      JobView job,
      Function<Function<JobView, Route>, Route> known,
      Function<JobView, Route> inner) {
    return parameterOptional(
        "wait",
        wait ->
            parameterOptional(
                "after",
                after -> {
                  int seconds = wait.map(text -> number("wait", text, LONGEST)).orElse(0);
                  long seen =
                      after
                          .map(text -> (long) number("after", text, Integer.MAX_VALUE))
                          .orElse(job.revision());
                  return seconds == 0 || job.status().ended() || job.revision() > seen
                      ? inner.apply(job)
                      : waited(tenant, job.id(), seen, seconds, () -> known.apply(inner));
                }));
  }

  private Route waited(
      String tenant,
      String jobId,
      long seen,
      int seconds,
      java.util.function.Supplier<Route> then) {
    return extractMaterializer(
        materializer ->
            onSuccess(
                documents
                    .progress(tenant, jobId, seen)
                    .takeWithin(Duration.ofSeconds(seconds))
                    .runWith(Sink.headOption(), materializer),
                step -> then.get()));
  }

  private static int number(String parameter, String text, int most) {
    return Optional.of(text)
        .filter(given -> given.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(value -> value <= most)
        .orElseThrow(
            () ->
                Problem.validation(
                        parameter,
                        most == LONGEST
                            ? "must be a number of seconds from 0 to " + LONGEST
                            : "must be a revision of the job")
                    .asException());
  }
}
