package io.blatam.kvcache.resp.command;

import java.util.List;
import java.util.function.Function;

/**
 * One command, with what COMMAND says of it.
 *
 * @param name in lower case
 * @param arity how many arguments, the name counted; negative: at least so many
 * @param flags as Redis names them
 * @param firstKey which argument is the first key, 0 for none; {@code lastKey} may count from the
 *     end, {@code keyStep} is from key to key
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
    Function<Invocation, Step> run) {

  Command with(List<String> otherFlags) {
    return new Command(name, arity, otherFlags, firstKey, lastKey, keyStep, group, summary, run);
  }

  boolean takes(int arguments) {
    return arity >= 0 ? arguments == arity : arguments >= -arity;
  }
}
