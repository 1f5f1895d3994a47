package io.blatam.kvcache.resp.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All commands by name. Immutable. */
final class CommandTable {

  private final Map<String, Command> commands;

  private CommandTable(Map<String, Command> commands) {
    this.commands = commands;
  }

  /** Everything that the door understands. */
  static CommandTable all() {
    Builder builder = new Builder();
    StringCommands.addTo(builder);
    NumberCommands.addTo(builder);
    KeyCommands.addTo(builder);
    KeyspaceCommands.addTo(builder);
    ConnectionCommands.addTo(builder);
    ClientCommand.addTo(builder);
    ChannelCommands.addTo(builder);
    JsonCommands.addTo(builder);
    ServerCommands.addTo(builder);
    ClusterCommand.addTo(builder);
    CommandTable[] table = new CommandTable[1];
    CatalogueCommand.addTo(builder, () -> table[0]);
    table[0] = new CommandTable(Map.copyOf(builder.commands));
    return table[0];
  }

  Optional<Command> find(String lowerCaseName) {
    return Optional.ofNullable(commands.get(lowerCaseName));
  }

  Collection<Command> commands() {
    return commands.values();
  }

  static final class Builder {

    private final Map<String, Command> commands = new HashMap<>();
    private String group = "generic";

    void group(String name) {
      group = name;
    }

    void reads(String name, int arity, String summary, Function<Invocation, Step> run) {
      add(name, arity, List.of("readonly", "fast"), 1, 1, 1, summary, run);
    }

    void writes(String name, int arity, String summary, Function<Invocation, Step> run) {
      add(name, arity, List.of("write", "denyoom", "fast"), 1, 1, 1, summary, run);
    }

    void readsMany(
        String name, int arity, int step, String summary, Function<Invocation, Step> run) {
      add(name, arity, List.of("readonly", "fast"), 1, -1, step, summary, run);
    }

    void writesMany(
        String name, int arity, int step, String summary, Function<Invocation, Step> run) {
      add(name, arity, List.of("write"), 1, -1, step, summary, run);
    }

    void keyless(
        String name,
        int arity,
        List<String> flags,
        String summary,
        Function<Invocation, Step> run) {
      add(name, arity, flags, 0, 0, 0, summary, run);
    }

    private void add(
        String name,
        int arity,
        List<String> flags,
        int first,
        int last,
        int step,
        String summary,
        Function<Invocation, Step> run) {
      List<String> own = new ArrayList<>(flags);
      commands.put(name, new Command(name, arity, own, first, last, step, group, summary, run));
    }
  }
}
