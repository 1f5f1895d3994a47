package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.put;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.kvcache.insight.ClusterInsight;
import io.blatam.kvcache.insight.Inquiry;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Which policy evicts: {@code GET} and {@code PUT policy}, for operators. */
final class PolicyRoute {

  private final ClusterInsight insight;
  private final Door door;
  private final CacheAudit audit;
  private final PolicyName configured;
  private final Clock clock;

  PolicyRoute(
      ClusterInsight insight, Door door, CacheAudit audit, PolicyName configured, Clock clock) {
    this.insight = insight;
    this.door = door;
    this.audit = audit;
    this.configured = configured;
    this.clock = clock;
  }

  /** What is asked for. */
  record Wanted(String policy) {}

  /**
   * @param configured what a restart brings back
   * @param segments how many follow which policy
   */
  record Policies(String configured, Map<String, Integer> segments, int nodes) {}

  Route routes() {
    return path(
        "policy",
        () ->
            concat(
                get(() -> door.open(caller -> shown(Scope.requireOperator(caller)))),
                put(
                    () ->
                        door.open(
                            caller -> {
                              Principal operator = Scope.requireOperator(caller);
                              return Json.body(Wanted.class, body -> choose(operator, body));
                            }))));
  }

  private Route shown(Principal operator) {
    // Figures of one tenant only: what is wanted are the policies.
    return door.answer(
        insight.report(Inquiry.figures(Optional.of(operator.tenant()))),
        report ->
            Json.response(
                200, new Policies(configured.label(), report.policies(), report.nodes().size())));
  }

  private Route choose(Principal operator, Wanted wanted) {
    PolicyName policy =
        PolicyName.of(wanted.policy())
            .orElseThrow(
                () ->
                    Problem.validation(
                            "policy", "must be adaptive, lru or lfu, not '" + wanted.policy() + "'")
                        .asException());
    return extractRequest(
        request -> {
          audit.record(operator, "cache.policy-chosen", policy.label(), request);
          return door.answer(
              insight
                  .choose(policy, clock.millis())
                  .thenCompose(
                      nodes -> insight.report(Inquiry.figures(Optional.of(operator.tenant())))),
              report ->
                  Json.response(
                      200,
                      new Policies(configured.label(), report.policies(), report.nodes().size())));
        });
  }
}
