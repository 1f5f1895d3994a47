package io.blatam.gateway.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import io.blatam.platform.http.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryNamesTest {

  private static final QueryNames QUERIES = QueryNames.load();

  private static HttpRequest request(String line) {
    String[] words = line.split(" ");
    return HttpRequest.create(words[1]).withMethod(HttpMethods.lookup(words[0]).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /api/v1/bul/documents?limt=5             | limt: is not a parameter here; did you mean limit?",
        "GET /api/v1/bul/documents/7/files/pdf?verson=2 | did you mean version?",
        "GET /api/v1/bul/documents/7/versions/diff?from=1&too=2 | did you mean to?",
        "POST /api/v1/bul/documents?formt=pdf         | formt: is not a parameter here; there are none",
        "GET /api/v1/auth/users?tennant=acme          | did you mean tenant?",
        "HEAD /api/v1/kv-cache/stats?name=x           | there are namespace, tenant",
      })
  void require_whatIsNoParameter_isNamedWithWhatWasMeant(String line, String said) {
    assertThatThrownBy(() -> QUERIES.require(request(line)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/bul/documents?limit=5&cursor=a%20b&status=done",
        "GET /api/v1/bul/documents/7/versions/diff?from=1&to=2",
        "GET /api/v1/bul/documents/7?wait=10s",
        "GET /api/v1/bul/documents?",
        "GET /api/v1/not/described?whatever=1",
        "POST /v1/chat/completions?api-version=2",
        "GET /?from=mail",
      })
  void require_whatIsDescribedOrNotOurs_passes(String line) {
    assertThatCode(() -> QUERIES.require(request(line))).doesNotThrowAnyException();
  }
}
