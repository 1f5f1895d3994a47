package io.blatam.kvcache.resp.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One command, with what COMMAND says of it.
 *
 * @param name in lower case
 * @param arity how many arguments, the name counted; negative: at least so many
 * @param flags as Redis names them
 * @param firstKey which argument is the first key, 0 for none; {@code lastKey} may count from the
 *     end, {@code keyStep} is from key to key
 * @param subcommands what its first argument chooses from, named {@code client|id}; empty where
 *     that is an argument like others
 */
record Command(
    String name,
    int arity,
    List<String> flags,
    int firstKey,
    int lastKey,
    int keyStep,
    String group,
    String summary,
    Function<Invocation, Step> run,
    List<Command> subcommands) {

  Command with(List<String> otherFlags) {
    return new Command(
        name, arity, otherFlags, firstKey, lastKey, keyStep, group, summary, run, subcommands);
  }

  Command of(List<Command> others) {
    return new Command(
        name, arity, flags, firstKey, lastKey, keyStep, group, summary, run, List.copyOf(others));
  }

  /**
   * @param word in lower case
   */
  Optional<Command> subcommand(String word) {
    String full = name + "|" + word;
    return subcommands.stream().filter(each -> each.name().equals(full)).findFirst();
  }

  boolean takes(int arguments) {
    return arity >= 0 ? arguments == arity : arguments >= -arity;
  }
}
