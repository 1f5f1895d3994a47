package io.blatam.node.cli;

import com.typesafe.config.ConfigException;
import io.blatam.node.client.ApiFailure;
import io.blatam.platform.StartupException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The verbs together, and what becomes of a failure: one or two lines and an exit code. */
@Command(
    name = "blatam",
    description = "Business documents from a brief, on your own machine.",
    synopsisSubcommandLabel = "VERB",
    subcommands = HelpCommand.class,
    footerHeading = "%nVerbs of the launcher itself:%n",
    footer = {
      "  bench        Measure this machine: ./blatam bench documents",
      "  load         Send the platform a bounded load with Gatling",
      "  test         Run every test of the project",
      "",
      "Exit codes: 0 done, 1 failed, 2 not understood, 3 not running (status, cache, queue).",
      "",
      "Start with:  ./blatam generate examples/cafeteria-bogota.yaml"
    })
public final class Cli implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Cli() {}

  /**
   * Runs one verb.
   *
   * @return an {@link ExitCode}
   */
  public static int run(Context context, String... arguments) {
    Terminal terminal = context.terminal();
    CommandLine line =
        new CommandLine(new Cli())
            .addSubcommand(new GenerateCommand(context))
            .addSubcommand(new ReviseCommand(context))
            .addSubcommand(new VersionsCommand(context))
            .addSubcommand(new DiffCommand(context))
            .addSubcommand(new RestoreCommand(context))
            .addSubcommand(new BulkCommand(context))
            .addSubcommand(new DeckCommand(context))
            .addSubcommand(new StartCommand(context))
            .addSubcommand(new StopCommand(context))
            .addSubcommand(new StatusCommand(context))
            .addSubcommand(new LogsCommand(context))
            .addSubcommand(new CacheCommand(context))
            .addSubcommand(new QueueCommand(context))
            .addSubcommand(new TokenCommand(context))
            .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(failures(terminal))
            .setParameterExceptionHandler((e, given) -> misunderstood(terminal, e));
    explained(line);
    line.getCommandSpec().addOption(version()).versionProvider(Cli::versions);
    return line.execute(arguments);
  }

  /** What a verb within a verb takes, {@code ./blatam help} alone does not say. */
  private static void explained(CommandLine line) {
    if (line.getCommand() instanceof HelpCommand) {
      return;
    }
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Say what this takes.")
                .build());
    line.getSubcommands().values().forEach(Cli::explained);
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .description("Say which version this is.")
        .build();
  }

  /** Ours is in the jar's manifest; classes that were not packaged have none. */
  private static String[] versions() {
    String ours = Cli.class.getPackage().getImplementationVersion();
    return new String[] {
      "blatam " + (ours == null ? "(not packaged)" : ours) + ", Java " + Runtime.version()
    };
  }

  private static IExecutionExceptionHandler failures(Terminal terminal) {
    return (failure, line, parsed) -> {
      if (failure instanceof CommandFailure
          || failure instanceof ApiFailure
          || failure instanceof StartupException
          || failure instanceof ConfigException) {
        terminal.note("blatam: " + failure.getMessage());
      } else {
        terminal.note("blatam: " + failure);
      }
      return failure instanceof CommandFailure refused ? refused.exitCode() : ExitCode.FAILED;
    };
  }

  private static int misunderstood(Terminal terminal, ParameterException e) {
    terminal.note("blatam: " + e.getMessage());
    CommandLine verb = e.getCommandLine();
    terminal.note(
        verb.getParent() == null
            ? "Try ./blatam help"
            : "Try ./" + verb.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
