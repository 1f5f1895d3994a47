package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.Job;
import io.blatam.node.client.Jobs;
import io.blatam.platform.http.Json;
import java.util.function.Consumer;

/**
 * Says once that a job waits for its outline, what that outline is, and how it is settled: the job
 * itself says nothing until somebody has done so.
 */
final class OutlineNotice implements Consumer<Job> {

  private final Terminal terminal;
  private final Api api;
  private final Speech speech;
  private boolean said;

  OutlineNotice(Terminal terminal, Api api, Speech speech) {
    this.terminal = terminal;
    this.api = api;
    this.speech = speech;
  }

  @Override
  public void accept(Job job) {
    if (job.outlined() && !said) {
      said = true;
      String path = Jobs.DOCUMENTS + "/" + job.id() + "/outline";
      terminal.note(text(api.get(path).path("sections"), api.url(), path, speech));
    }
  }

  static String text(JsonNode sections, String url, String path, Speech speech) {
    StringBuilder text =
        new StringBuilder(
            speech.say(
                "The outline waits to be settled; nothing is written before that:",
                "El esquema espera a que alguien lo apruebe; antes no se redacta nada:"));
    ObjectNode asItIs = Json.mapper().createObjectNode();
    ArrayNode kept = asItIs.putArray("sections");
    for (int i = 0; i < sections.size(); i++) {
      JsonNode section = sections.get(i);
      text.append("\n  %d. %s".formatted(i + 1, section.path("title").asText()));
      kept.addObject().put("id", section.path("id").asText());
    }
    return text.append('\n')
        .append(
            speech
                .say(
                    "Change and settle it in the console, %s/, or let it stand:",
                    "Cámbielo y apruébelo en la consola, %s/, o déjelo como está:")
                .formatted(url))
        .append("\n  curl -s ")
        .append(url)
        .append(path)
        .append(" -H \"Authorization: Bearer $(./blatam token)\"")
        .append(" -H 'Content-Type: application/json' -d '")
        .append(asItIs)
        .append("'")
        .toString();
  }
}
