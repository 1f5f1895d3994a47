package io.blatam.agents.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.blatam.agents.steps.DocumentSteps;
import io.blatam.agents.store.RunTable;
import io.blatam.export.api.Exporter;
import io.blatam.platform.Platform;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** A platform with workflows whose writer is scripted. */
final class WorkflowFixture implements AutoCloseable {

  private static final WorkflowSettings SETTINGS =
      new WorkflowSettings(
          20,
          3,
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          Optional.empty());

  final ScriptedWriter writer;
  final Workflows workflows;
  private final ScratchPlatform scratch;

  WorkflowFixture(Path directory) {
    scratch = ScratchPlatform.start(directory);
    Platform platform = scratch.platform();
    writer = new ScriptedWriter(platform);
    DocumentSteps steps =
        new DocumentSteps(
            writer,
            platform.artifacts(),
            Exporter.create(),
            platform.system(),
            platform.system().executionContext());
    workflows = Workflows.start(platform, steps, SETTINGS);
  }

  static Principal of(String tenant) {
    return new Principal("ana", tenant, Set.of("documents"));
  }

  static String brief(String text) {
    return "{\"text\": \"" + text + "\"}";
  }

  String accept(String tenant, String text) {
    return Await.result(
            workflows.accept(of(tenant), brief(text), List.of("md", "txt"), Optional.empty()))
        .id();
  }

  RunTable.Runs list(String tenant) {
    return Await.result(workflows.list(tenant, Optional.empty(), OptionalLong.empty(), 50));
  }

  RunView await(String tenant, String id, RunStatus status) {
    return await(tenant, id, run -> run.status() == status);
  }

  RunView await(String tenant, String id, Predicate<RunView> condition) {
    return TestProbe.create(scratch.platform().system())
        .awaitAssert(
            Duration.ofSeconds(30),
            Duration.ofMillis(50),
            () -> {
              RunView run = Await.result(workflows.find(tenant, id)).orElseThrow();
              assertThat(run).matches(condition);
              return run;
            });
  }

  /** The list follows; it is never ahead. */
  RunTable.Summary awaitListed(String tenant, String id, String status) {
    return TestProbe.create(scratch.platform().system())
        .awaitAssert(
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            () -> {
              RunTable.Summary listed =
                  list(tenant).runs().stream()
                      .filter(run -> run.id().equals(id))
                      .findFirst()
                      .orElseThrow();
              assertThat(listed.status()).isEqualTo(status);
              return listed;
            });
  }

  @Override
  public void close() {
    scratch.close();
  }
}
