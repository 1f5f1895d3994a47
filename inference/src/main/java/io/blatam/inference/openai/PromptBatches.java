package io.blatam.inference.openai;

import akka.NotUsed;
import akka.stream.Materializer;
import akka.stream.javadsl.Source;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.ResponseFormat;
import io.blatam.inference.api.Usage;
import io.blatam.inference.batch.BatchCollector;
import io.blatam.inference.batch.BatchSettings;
import io.blatam.inference.settings.EndpointSettings;
import io.blatam.inference.settings.EndpointSettings.PromptBatching;
import io.blatam.inference.settings.OpenAiSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests that go to an endpoint together, as a list of prompts at {@code /completions}. */
final class PromptBatches {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Batches under way at once at an endpoint that may have any number. */
  private static final int AT_ONCE = 64;

  private record Prompt(String text, String model, Parameters parameters) {}

  private record Kind(String model, Parameters parameters) {}

  private final PromptBatching settings;
  private final Endpoint endpoint;
  private final Materializer materializer;
  private final BatchCollector<Prompt, List<StreamEvent>> collector;

  PromptBatches(
      EndpointSettings to,
      PromptBatching settings,
      OpenAiSettings all,
      Endpoint endpoint,
      Materializer materializer) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.materializer = materializer;
    this.collector =
        new BatchCollector<>(
            to.name(),
            new BatchSettings(
                settings.most(),
                settings.window(),
                to.concurrency() > 0 ? to.concurrency() : AT_ONCE,
                Math.max(settings.most(), all.waiting().most()),
                all.waiting().age()),
            prompt -> new Kind(prompt.model(), prompt.parameters()),
            this::send,
            UpstreamFailure::ofRequest,
            materializer);
  }

  /** Whether the request says nothing that only the chat interface understands. */
  static boolean fits(GenerationRequest request) {
    Parameters parameters = request.parameters();
    return parameters.tools().isEmpty()
        && parameters.responseFormat().map(ResponseFormat::json).orElse(false).equals(false);
  }

  Source<StreamEvent, NotUsed> ask(GenerationRequest request, String model) {
    CompletableFuture<List<StreamEvent>> answer =
        collector.submit(
            new Prompt(settings.format().prompt(request.messages()), model, request.parameters()),
            request.priority());
    return Source.completionStage(answer)
        .mapConcat(events -> events)
        .watchTermination(
            (mat, done) -> {
              done.whenCompleteAsync((end, failure) -> answer.cancel(true), Runnable::run);
              return NotUsed.getInstance();
            });
  }

  private CompletableFuture<List<List<StreamEvent>>> send(List<Prompt> prompts) {
    Prompt first = prompts.get(0);
    ObjectNode body = MAPPER.createObjectNode();
    body.put("model", first.model());
    ArrayNode texts = body.putArray("prompt");
    prompts.forEach(prompt -> texts.add(prompt.text()));
    ChatBody.sampling(body, first.parameters());
    return endpoint.post(
        new Endpoint.Ask("/completions", body.toString(), first.model()),
        answer -> answers(prompts, answer),
        materializer);
  }

  private static List<List<StreamEvent>> answers(List<Prompt> prompts, String body) {
    JsonNode json = json(body);
    List<List<StreamEvent>> answers = new ArrayList<>();
    long written = 0;
    for (int i = 0; i < prompts.size(); i++) {
      answers.add(new ArrayList<>());
    }
    for (JsonNode choice : json.path("choices")) {
      int index = choice.path("index").asInt(-1);
      if (index < 0 || index >= answers.size() || !choice.path("text").isTextual()) {
        throw notTheProtocol(body);
      }
      String text = choice.path("text").asText();
      written += text.length();
      if (!text.isEmpty()) {
        answers.get(index).add(new StreamEvent.Text(text, json.path("model").asText("")));
      }
      answers.get(index).add(new StreamEvent.Finish(choice.path("finish_reason").asText("stop")));
    }
    if (answers.stream().anyMatch(List::isEmpty)) {
      throw notTheProtocol(body);
    }
    shareTokens(prompts, answers, json.path("usage"), written);
    return answers;
  }

  /** The endpoint counts for all together; each answers for its part of the characters. */
  private static void shareTokens(
      List<Prompt> prompts, List<List<StreamEvent>> answers, JsonNode usage, long written) {
    long read = prompts.stream().mapToLong(prompt -> prompt.text().length()).sum();
    boolean alone = prompts.size() == 1;
    for (int i = 0; i < answers.size(); i++) {
      List<StreamEvent> answer = answers.get(i);
      String text = answer.get(0) instanceof StreamEvent.Text piece ? piece.text() : "";
      if (usage.isObject()) {
        answer.add(
            new StreamEvent.Tokens(
                share(usage.path("prompt_tokens").asInt(), prompts.get(i).text(), read),
                share(usage.path("completion_tokens").asInt(), text, written),
                !alone));
      } else {
        answer.add(
            new StreamEvent.Tokens(Usage.tokens(prompts.get(i).text()), Usage.tokens(text), true));
      }
      answer.add(StreamEvent.Done.INSTANCE);
      answer.add(StreamEvent.EndOfBody.INSTANCE);
    }
  }

  private static int share(int tokens, String text, long all) {
    return all == 0 ? 0 : (int) Math.ceil((double) tokens * text.length() / all);
  }

  private static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw notTheProtocol(body);
    }
  }

  private static UpstreamFailure notTheProtocol(String body) {
    return UpstreamFailure.lasting(
        Reason.PROTOCOL,
        "the model's endpoint sent something that is no list of completions: "
            + ChunkParser.shortened(body));
  }
}
