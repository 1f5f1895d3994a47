package io.blatam.kvcache.resp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sessions that nobody thought of: any commands of the door with any of their options, on few keys,
 * so that they meet, with words missing, added and exchanged, by two clients in both protocols.
 *
 * <p>Left out is what the two servers are known to do differently (docs/cache-resp.md), and what
 * depends on the moment: ends within the next minute.
 */
final class AnySession {

  private static final int MOST_ACTS = 24;

  private final Random random;
  private final AnyWord word;
  private final AnyCommand command;

  AnySession(Random random) {
    this.random = random;
    this.word = new AnyWord(random);
    this.command = new AnyCommand(random, word);
  }

  List<Act> next() {
    List<Act> acts = new ArrayList<>();
    int length = 2 + random.nextInt(MOST_ACTS);
    int clients = random.nextInt(4) == 0 ? 2 : 1;
    int client = 0;
    if (random.nextBoolean()) {
      acts.add(Act.command(0, "HELLO", "3"));
    }
    while (acts.size() < length) {
      client = random.nextInt(3) == 0 ? random.nextInt(clients) : client;
      add(acts, client);
    }
    return acts;
  }

  private void add(List<Act> acts, int client) {
    int kind = random.nextInt(60);
    if (kind == 0) {
      acts.add(new Act(client, Act.Kind.RAW, List.of(word.raw())));
    } else if (kind == 1) {
      Act act = new Act(client, Act.Kind.COMMAND, command.next());
      boolean typed = !act.alone() && !countsWhatIsOver(act);
      acts.add(typed ? new Act(client, Act.Kind.RAW, List.of(typed(act.words()))) : act);
    } else if (kind == 2) {
      acts.add(new Act(client, Act.Kind.WHOLE_SCAN, command.scanOptions()));
    } else {
      Act act = new Act(client, Act.Kind.COMMAND, command.next());
      if (countsWhatIsOver(act)) {
        acts.add(act.with(word.existsAll()));
      }
      acts.add(act);
    }
  }

  /** Redis counts keys whose end has come until somebody looks at them. */
  private static boolean countsWhatIsOver(Act act) {
    return act.name().equals("dbsize") || act.name().equals("memory");
  }

  /** As a person types a command: with quotes where they have to be, and where not. */
  private String typed(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String each : words) {
      line.append(word.of(" ", "  ", "\t"));
      boolean plain = each.matches("[!-~&&[^\"'\\\\]]+");
      line.append(plain && random.nextBoolean() ? each : word.quoted(each));
    }
    return line.substring(1) + word.of("\r\n", "\n");
  }
}
