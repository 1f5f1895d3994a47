package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.Job;
import io.blatam.node.client.Jobs;
import java.io.IOException;
import java.nio.file.Path;

/** A document's next version: asked for, watched, and its files fetched. */
final class Revising {

  private final Context context;
  private final Api api;

  Revising(Context context, Api api) {
    this.context = context;
    this.api = api;
  }

  /**
   * @param path below the document: {@code /revisions}
   */
  int ask(String document, String path, Object body, Path folder) throws IOException {
    JsonNode asked = api.post(Jobs.DOCUMENTS + "/" + document + path, body);
    Jobs jobs = new Jobs(api, Jobs.DOCUMENTS);
    Job job = jobs.follow(asked.path("id").asText(), new JobProgress(context.terminal()));
    if (!job.succeeded()) {
      throw new CommandFailure(
          "the version was not made" + job.error().map(why -> ": " + why).orElse(""));
    }
    JsonNode revises = api.get(Jobs.DOCUMENTS + "/" + job.id()).path("revises");
    Terminal terminal = context.terminal();
    terminal.print("");
    for (String format : job.files()) {
      terminal.print("  " + jobs.download(job, format, folder));
    }
    terminal.print("");
    int version = revises.path("version").asInt();
    Speech speech = context.speech();
    terminal.print(
        speech.say("Version ", "Versión ") + version + ": " + revises.path("changes").asText());
    terminal.print(
        speech
            .say(
                "Compare: ./blatam diff %s %d %d    Go back: ./blatam restore %s %d",
                "Comparar: ./blatam diff %s %d %d    Volver: ./blatam restore %s %d")
            .formatted(
                document,
                revises.path("base_version").asInt(),
                version,
                document,
                revises.path("base_version").asInt()));
    return ExitCode.OK;
  }
}
