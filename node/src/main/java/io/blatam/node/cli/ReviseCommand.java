package io.blatam.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "revise",
    description = "Ask for a change to a finished document and fetch the new version.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./blatam revise ID \"más formal\"",
      "  ./blatam revise ID \"cambia el plazo a 12 meses y añade un apartado de garantías\"",
      "  ./blatam revise ID --section market --text market.md"
    })
final class ReviseCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "ID", description = "Of the document's job.")
  private String document;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CHANGE",
      description = "What to change, in your own words.")
  private String change;

  @Option(
      names = "--section",
      paramLabel = "SECTION",
      description = "Id of the one section that is meant; ./blatam versions ID 1 names them.")
  private String section;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description = "Markdown file with your own text of --section.")
  private Path text;

  @Option(
      names = "--base",
      paramLabel = "N",
      description = "Refuse if version N is no longer the latest.")
  private Integer base;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Files to make, with commas between them (default: those of the version before).")
  private List<String> formats;

  @Mixin private OutFolder out;

  @Mixin private Connection connection;

  ReviseCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    return new Revising(context, connection.open(context))
        .ask(document, "/revisions", request(), out.path());
  }

  private ObjectNode request() throws IOException {
    ObjectNode request = Json.mapper().createObjectNode();
    if (section != null) {
      request.put("section", section);
    }
    if (change != null) {
      request.put(section == null ? "change" : "instruction", change);
    }
    if (text != null) {
      request.put("text", Files.readString(text));
    }
    if (base != null) {
      request.put("base_version", base);
    }
    if (formats != null) {
      formats.forEach(request.withArray("formats")::add);
    }
    return request;
  }
}
