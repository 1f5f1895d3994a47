package io.blatam.node.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = "Bring an earlier version back, as a new one; none is lost.")
final class RestoreCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "ID", description = "Of the document's job.")
  private String document;

  @Parameters(index = "1", paramLabel = "N", description = "The version to bring back.")
  private int version;

  @Mixin private OutFolder out;

  @Mixin private Connection connection;

  RestoreCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    return new Revising(context, connection.open(context))
        .ask(document, "/versions/" + version + "/restore", Map.of(), out.path());
  }
}
