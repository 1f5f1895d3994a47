package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All commands by name. Immutable. */
final class CommandTable {

  private final Map<String, Command> commands;

  /** By {@link #hash} of the name, open addressing: a command is looked up without a string. */
  private final Command[] slots;

  private CommandTable(Map<String, Command> commands) {
    this.commands = commands;
    this.slots = new Command[Integer.highestOneBit(commands.size()) * 4];
    for (Command command : commands.values()) {
      int at = hash(command.name().getBytes(ISO_8859_1)) & (slots.length - 1);
      while (slots[at] != null) {
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = command;
    }
  }

  /** Everything that the door understands. */
  static CommandTable all() {
    Builder builder = new Builder();
    StringCommands.addTo(builder);
    NumberCommands.addTo(builder);
    KeyCommands.addTo(builder);
    MoveCommands.addTo(builder);
    ObjectCommand.addTo(builder);
    KeyspaceCommands.addTo(builder);
    MonitorCommands.addTo(builder);
    ConnectionCommands.addTo(builder);
    ClientCommand.addTo(builder);
    PeerCommands.addTo(builder);
    ChannelCommands.addTo(builder);
    JsonCommands.addTo(builder);
    InfoCommand.addTo(builder);
    ConfigCommand.addTo(builder);
    ClusterCommand.addTo(builder);
    CommandTable[] table = new CommandTable[1];
    CatalogueCommand.addTo(builder, () -> table[0]);
    table[0] = new CommandTable(builder.whole());
    return table[0];
  }

  /**
   * @param fullName in lower case, of a command or of a subcommand, such as {@code client|id}
   */
  Optional<Command> find(String fullName) {
    int bar = fullName.indexOf('|');
    return bar < 0
        ? Optional.ofNullable(commands.get(fullName))
        : Optional.ofNullable(commands.get(fullName.substring(0, bar)))
            .flatMap(command -> command.subcommand(fullName.substring(bar + 1)));
  }

  /**
   * @param name in letters of either case
   */
  Optional<Command> find(byte[] name) {
    int at = hash(name) & (slots.length - 1);
    while (slots[at] != null) {
      if (spells(slots[at].name(), name)) {
        return Optional.of(slots[at]);
      }
      at = (at + 1) & (slots.length - 1);
    }
    return Optional.empty();
  }

  private static int hash(byte[] name) {
    int hash = name.length;
    for (byte letter : name) {
      hash = 31 * hash + lower(letter);
    }
    return hash ^ (hash >>> 7);
  }

  private static boolean spells(String lowerCase, byte[] name) {
    if (lowerCase.length() != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (lowerCase.charAt(i) != lower(name[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter & 0xff;
  }

  Collection<Command> commands() {
    return commands.values();
  }

  static final class Builder {

    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, List<Command>> subcommands = new TreeMap<>();
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

    /** One key and another. */
    void writesTwo(String name, int arity, String summary, Function<Invocation, Step> run) {
      add(name, arity, List.of("write"), 1, 2, 1, summary, run);
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

    /** A command that only its subcommands do something. */
    void container(String name, String summary) {
      keyless(
          name,
          -2,
          List.of(),
          summary,
          call -> {
            throw CommandException.arity(name);
          });
    }

    /** One of what a command's first argument chooses from. */
    void within(
        String container,
        String word,
        int arity,
        List<String> flags,
        String summary,
        Function<Invocation, Step> run) {
      within(container, word, arity, flags, 0, summary, run);
    }

    /**
     * @param key which argument is its one key, 0 for none
     */
    void within(
        String container,
        String word,
        int arity,
        List<String> flags,
        int key,
        String summary,
        Function<Invocation, Step> run) {
      subcommands
          .computeIfAbsent(container, name -> new ArrayList<>())
          .add(
              new Command(
                  container + "|" + word,
                  arity,
                  flags,
                  key,
                  key,
                  key == 0 ? 0 : 1,
                  group,
                  summary,
                  run,
                  List.of()));
    }

    /** Every command with its subcommands, and HELP with those. */
    private Map<String, Command> whole() {
      Map<String, Command> whole = new HashMap<>(commands);
      for (String container : List.copyOf(subcommands.keySet())) {
        List<Command> others = subcommands.get(container);
        group = commands.get(container).group();
        within(
            container,
            "help",
            2,
            List.of("loading", "stale"),
            "Print this help.",
            call -> Step.done(HelpText.of(container, others)));
        whole.computeIfPresent(container, (name, command) -> command.of(others));
      }
      return Map.copyOf(whole);
    }

    /** Where Redis has others for some commands than for most of their kind. */
    void flags(List<String> flags, String... names) {
      for (String name : names) {
        commands.computeIfPresent(name, (same, command) -> command.with(flags));
      }
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
      commands.put(
          name, new Command(name, arity, own, first, last, step, group, summary, run, List.of()));
    }
  }
}
