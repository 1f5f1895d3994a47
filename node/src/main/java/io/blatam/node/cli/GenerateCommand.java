package io.blatam.node.cli;

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
      "  ./blatam generate \"Plan de marketing para una panadería en Lima\" --lang es --format pdf"
    })
final class GenerateCommand implements Callable<Integer> {

  private static final String DOCUMENTS = "/api/v1/bul/documents";

  private final Context context;

  @Parameters(
      paramLabel = "BRIEF",
      description = "A .yaml or .json file, or what you need in your own words.")
  private String brief;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "business-plan, marketing-plan, sales-proposal, hr-policy or meeting-report.")
  private String type;

  @Option(names = "--lang", paramLabel = "es|en", description = "Language of the document.")
  private String language;

  @Option(names = "--title", paramLabel = "TITLE", description = "Title of the document.")
  private String title;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      defaultValue = "pdf,docx,md",
      description = "Files to make, with commas between them (default: ${DEFAULT-VALUE}).")
  private List<String> formats;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Folder for the files (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--json", description = "Say the result as one JSON object.")
  private boolean json;

  @Mixin private Connection connection;

  GenerateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode request = request();
    Api api = connection.open(context);
    Jobs jobs = new Jobs(api, DOCUMENTS);
    long began = System.nanoTime();
    Job accepted = jobs.submit(request);
    Job job = jobs.follow(accepted.id(), new JobProgress(context.terminal()));
    if (!job.succeeded()) {
      throw new CommandFailure(
          "the document was %s%s"
              .formatted(job.state(), job.failure().map(why -> ": " + why).orElse("")));
    }
    var files = new ArrayList<Path>();
    for (String format : formats) {
      files.add(jobs.download(job, format, folder));
    }
    report(api, job, files, (System.nanoTime() - began) / 1e9);
    return ExitCode.OK;
  }

  private ObjectNode request() {
    ObjectNode request = BriefFile.read(brief);
    put(request, "document_type", type);
    put(request, "language", language);
    put(request, "title", title);
    ArrayNode wanted = request.putArray("formats");
    formats.forEach(wanted::add);
    return request;
  }

  private static void put(ObjectNode request, String field, String value) {
    if (value != null) {
      request.put(field, value);
    }
  }

  private void report(Api api, Job job, List<Path> files, double seconds) {
    Terminal terminal = context.terminal();
    if (json) {
      var said = new LinkedHashMap<String, Object>();
      said.put("job", job.id());
      said.put("title", job.title());
      said.put("files", files.stream().map(file -> file.toAbsolutePath().toString()).toList());
      said.put("seconds", Math.round(seconds * 1000) / 1000.0);
      said.put("sections", job.sections().size());
      said.put("sections_from_cache", cached(job));
      terminal.print(Output.json(said));
      return;
    }
    terminal.print("");
    files.forEach(file -> terminal.print("  " + file));
    terminal.print("");
    terminal.print(time(job, seconds));
    terminal.print("Console: " + api.url() + "/   Stop: ./blatam stop");
  }

  private static long cached(Job job) {
    return job.sections().stream().filter(Job.Section::cached).count();
  }

  private static String time(Job job, double seconds) {
    long cached = cached(job);
    if (cached == 0) {
      return "Done in " + Output.seconds(seconds) + ".";
    }
    double saved = job.sections().stream().mapToLong(Job.Section::savedMillis).sum() / 1000.0;
    return "Done in %s: %d of %d sections from the cache (writing them took %s the first time)."
        .formatted(Output.seconds(seconds), cached, job.sections().size(), Output.seconds(saved));
  }
}
