package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** COMMAND: which commands there are. */
final class CatalogueCommand {

  private static final Reply NONE = new Reply.Many(List.of());

  private final Supplier<CommandTable> table;

  private CatalogueCommand(Supplier<CommandTable> table) {
    this.table = table;
  }

  static void addTo(CommandTable.Builder builder, Supplier<CommandTable> table) {
    builder.group("server");
    CatalogueCommand catalogue = new CatalogueCommand(table);
    List<String> flags = List.of("loading", "stale");
    builder.keyless(
        "command", -1, flags, "Which commands there are", call -> Step.done(catalogue.info(call)));
    builder.within("command", "count", 2, flags, "How many", call -> Step.done(catalogue.count()));
    builder.within("command", "info", -2, flags, "Their shape", c -> Step.done(catalogue.info(c)));
    builder.within("command", "docs", -2, flags, "What they do", c -> Step.done(catalogue.docs(c)));
    builder.within("command", "getkeys", -4, flags, "Its keys", c -> Step.done(catalogue.keys(c)));
    builder.within("command", "list", -2, flags, "Their names", c -> Step.done(catalogue.list(c)));
  }

  private Reply count() {
    return Reply.whole(table.get().commands().size());
  }

  private Reply list(Invocation call) {
    if (call.size() == 2) {
      return names(everything());
    }
    if (call.size() != 5 || !call.lower(2).equals("filterby")) {
      throw CommandException.syntax();
    }
    return switch (call.lower(3)) {
      case "module" -> NONE;
      case "aclcat" ->
          names(everything().filter(each -> Categories.of(each).contains(call.lower(4))));
      case "pattern" -> {
        GlobPattern pattern = new GlobPattern(call.lower(4));
        yield names(everything().filter(each -> pattern.matches(each.name())));
      }
      default -> throw CommandException.syntax();
    };
  }

  /** The keys of a command that is not done. */
  private Reply keys(Invocation call) {
    Command command =
        table
            .get()
            .find(call.lower(2))
            .flatMap(
                one ->
                    one.subcommands().isEmpty() ? Optional.of(one) : one.subcommand(call.lower(3)))
            .orElseThrow(() -> new CommandException("ERR Invalid command specified"));
    int words = call.size() - 2;
    int first = command.firstKey();
    int last = command.lastKey() < 0 ? words + command.lastKey() : command.lastKey();
    if (first == 0) {
      throw new CommandException("ERR The command has no key arguments");
    } else if (!command.takes(words)) {
      throw new CommandException("ERR Invalid number of arguments specified for command");
    }
    List<Reply> keys = new ArrayList<>();
    for (int i = first; i <= last; i += command.keyStep()) {
      keys.add(new Reply.Bulk(call.bytes(i + 2)));
    }
    return new Reply.Many(keys);
  }

  private static Reply names(Stream<Command> commands) {
    return new Reply.Many(commands.map(command -> Reply.bulk(command.name())).toList());
  }

  private Stream<Command> sorted() {
    return table.get().commands().stream().sorted(Comparator.comparing(Command::name));
  }

  /** Subcommands too. */
  private Stream<Command> everything() {
    return sorted()
        .flatMap(command -> Stream.concat(Stream.of(command), command.subcommands().stream()));
  }

  private Reply info(Invocation call) {
    if (call.size() <= 2) {
      return new Reply.Many(sorted().map(CatalogueCommand::entry).toList());
    }
    List<Reply> entries = new ArrayList<>();
    for (int i = 2; i < call.size(); i++) {
      Optional<Command> command = table.get().find(call.lower(i));
      entries.add(command.map(CatalogueCommand::entry).orElse(Reply.NIL));
    }
    return new Reply.Many(entries);
  }

  private static Reply entry(Command command) {
    return Reply.many(
        Reply.bulk(command.name()),
        new Reply.Whole(command.arity()),
        new Reply.Distinct(
            command.flags().stream().<Reply>map(flag -> new Reply.Simple(flag)).toList()),
        new Reply.Whole(command.firstKey()),
        new Reply.Whole(command.lastKey()),
        new Reply.Whole(command.keyStep()),
        new Reply.Distinct(
            Categories.of(command).stream()
                .<Reply>map(category -> new Reply.Simple("@" + category))
                .toList()),
        NONE,
        NONE,
        new Reply.Many(command.subcommands().stream().map(CatalogueCommand::entry).toList()));
  }

  private Reply docs(Invocation call) {
    List<Reply> pairs = new ArrayList<>();
    Stream<Command> asked =
        call.size() == 2
            ? sorted()
            : Stream.iterate(2, i -> i < call.size(), i -> i + 1)
                .flatMap(i -> table.get().find(call.lower(i)).stream());
    asked.forEach(
        command -> {
          pairs.add(Reply.bulk(command.name()));
          pairs.add(
              new Reply.Pairs(
                  List.of(
                      Reply.bulk("summary"),
                      Reply.bulk(command.summary()),
                      Reply.bulk("group"),
                      Reply.bulk(command.group()))));
        });
    return new Reply.Pairs(pairs);
  }
}
