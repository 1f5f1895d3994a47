package io.blatam.node.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    description = {
      "Print a bearer token for this installation's operator.",
      "Whoever can read the signing key in the data folder is the operator."
    })
final class TokenCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long it is valid (default: ${DEFAULT-VALUE}, at most 1440).")
  private int minutes;

  @Option(names = "--json", description = "Say the result as one JSON object.")
  private boolean json;

  TokenCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (minutes < 1 || minutes > 1440) {
      throw new CommandFailure("--minutes must be from 1 to 1440");
    }
    String token = Connection.operatorToken(context.installation(), Duration.ofMinutes(minutes));
    context
        .terminal()
        .print(
            json ? Output.json(Map.of("access_token", token, "expires_in", minutes * 60)) : token);
    return ExitCode.OK;
  }
}
