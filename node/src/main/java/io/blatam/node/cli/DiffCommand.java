package io.blatam.node.cli;

import io.blatam.node.client.Api;
import io.blatam.node.client.Jobs;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = "Show what is different between two versions.")
final class DiffCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "ID", description = "Of the document's job.")
  private String document;

  @Parameters(index = "1", paramLabel = "FROM", description = "The earlier version.")
  private int from;

  @Parameters(index = "2", paramLabel = "TO", description = "The later version.")
  private int to;

  @Option(names = "--json", description = "Say what the platform answers, as it answers.")
  private boolean json;

  @Mixin private AnswerLanguage language;

  @Mixin private Connection connection;

  DiffCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Api api = connection.open(context);
    String path = Jobs.DOCUMENTS + "/" + document + "/versions/" + from + "/diff/" + to;
    context
        .terminal()
        .print(json ? api.get(path).toString() : api.text(path, asked()).stripTrailing());
    return ExitCode.OK;
  }

  private Map<String, String> asked() {
    Map<String, String> headers = new HashMap<>(language.speech(context).header());
    headers.put("Accept", "text/markdown");
    return headers;
  }
}
