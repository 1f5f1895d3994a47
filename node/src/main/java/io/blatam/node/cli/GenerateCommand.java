package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.Job;
import io.blatam.node.client.Jobs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "generate",
    description = "Ask for a document, watch it being written and fetch its files.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./blatam generate examples/cafeteria-bogota.yaml",
      "  ./blatam generate \"Plan de marketing para una panadería en Lima\" --lang es --format pdf",
      "  ./blatam generate datos.yaml --template \"Oferta tipo\""
    })
final class GenerateCommand implements Callable<Integer> {

  private static final List<String> USUAL = List.of("pdf", "docx", "md");

  private final Context context;

  @Parameters(
      paramLabel = "BRIEF",
      description =
          "A .yaml or .json file, or what you need in your own words; with --template, the data.")
  private String brief;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description = "One of your own templates, by name or id, to be filled in.")
  private String template;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "A document type's id, such as quotation; found out from what is asked where it is left out.")
  private String type;

  @Option(names = "--lang", paramLabel = "es|en", description = "Language of the document.")
  private String language;

  @Option(names = "--title", paramLabel = "TITLE", description = "Title of the document.")
  private String title;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Files to make, with commas between them (default: pdf,docx,md; with --template pdf, or docx of a Word template).")
  private List<String> formats = List.of();

  @Mixin private OutFolder out;

  @Option(names = "--json", description = "Say the result as one JSON object.")
  private boolean json;

  @Mixin private Connection connection;

  GenerateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Api api = connection.open(context);
    ObjectNode request = request(api);
    Jobs jobs = new Jobs(api, Jobs.DOCUMENTS);
    long began = System.nanoTime();
    Job accepted = jobs.submit(request);
    Job job =
        jobs.follow(
            accepted.id(),
            new JobProgress(context.terminal())
                .andThen(new OutlineNotice(context.terminal(), api, context.speech())));
    if (job.asked()) {
      JsonNode question = api.get(Jobs.DOCUMENTS + "/" + job.id()).path("question");
      throw new CommandFailure(asked(question, api.url(), context.speech()));
    }
    if (!job.succeeded()) {
      throw new CommandFailure(
          "the document was %s%s"
              .formatted(
                  job.status().equals("failed") ? "not finished" : job.status(),
                  job.error().map(why -> ": " + why).orElse("")));
    }
    var files = new ArrayList<Path>();
    for (String format : job.files()) {
      files.add(jobs.download(job, format, out.path()));
    }
    report(api, request, job, files, (System.nanoTime() - began) / 1e9);
    return ExitCode.OK;
  }

  private ObjectNode request(Api api) {
    ObjectNode request =
        template == null ? BriefFile.read(brief) : OwnTemplate.ask(api, template, brief);
    put(request, "document_type", type);
    put(request, "language", language);
    put(request, "title", title);
    List<String> files = formats.isEmpty() && !request.has("template") ? USUAL : formats;
    if (!files.isEmpty()) {
      ArrayNode wanted = request.putArray("formats");
      files.forEach(wanted::add);
    }
    return request;
  }

  private static void put(ObjectNode request, String field, String value) {
    if (value != null) {
      request.put(field, value);
    }
  }

  private void report(Api api, ObjectNode request, Job job, List<Path> files, double seconds)
      throws IOException {
    FirstRuns firstRuns = new FirstRuns(context.installation().data().resolve("first-runs"));
    Optional<Double> first = firstRuns.seconds(request);
    if (job.cache().sectionsHit() == 0 || first.isEmpty()) {
      firstRuns.remember(request, seconds);
    }
    if (json) {
      context.terminal().print(Output.json(asObject(job, files, seconds, first)));
      return;
    }
    Terminal terminal = context.terminal();
    terminal.print("");
    files.forEach(file -> terminal.print("  " + file));
    terminal.print("");
    Speech speech = context.speech();
    terminal.print(time(job.cache(), seconds, first, speech));
    terminal.print(
        speech.say("Change it: ", "Cambiarlo: ") + "./blatam revise " + job.id() + " \"…\"");
    terminal.print(
        speech.say("Console: ", "Consola: ")
            + api.url()
            + speech.say("/    Stop: ", "/    Parar: ")
            + "./blatam stop");
  }

  private static Map<String, Object> asObject(
      Job job, List<Path> files, double seconds, Optional<Double> first) {
    var said = new LinkedHashMap<String, Object>();
    said.put("job", job.id());
    said.put("title", job.title());
    said.put("files", files.stream().map(file -> file.toAbsolutePath().toString()).toList());
    said.put("seconds", seconds);
    said.put("sections", job.sections().size());
    said.put("sections_asked", job.cache().sectionsAsked());
    said.put("sections_from_cache", job.cache().sectionsHit());
    said.put("files_from_cache", job.cache().filesHit());
    first.ifPresent(value -> said.put("first_run_seconds", value));
    return said;
  }

  /** What is asked back, and how to go on. */
  static String asked(JsonNode question, String url, Speech speech) {
    StringBuilder said = new StringBuilder(question.path("question").asText());
    question
        .path("choices")
        .forEach(choice -> said.append("\n  - ").append(choice.path("label").asText()));
    String how =
        speech.say(
            "Answer in the console, %s/, or ask again in more words or with --type.",
            "Responda en la consola, %s/, o pídalo de nuevo con más palabras o con --type.");
    return said.append('\n').append(how.formatted(url)).toString();
  }

  static String time(Job.Cache cache, double seconds, Optional<Double> first, Speech speech) {
    if (cache.sectionsHit() == 0) {
      return speech.say("Done in ", "Hecho en ") + speech.seconds(seconds) + ".";
    }
    return speech
        .say("%d of %d sections from the cache, %s%s.", "%d de %d apartados de la caché, %s%s.")
        .formatted(
            cache.sectionsHit(),
            cache.sectionsAsked(),
            speech.seconds(seconds),
            first
                .map(speech::seconds)
                .map(speech.say("; the first run took ", "; la primera vez fueron ")::concat)
                .orElse(""));
  }
}
