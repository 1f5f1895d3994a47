package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What CLIENT HELP and its like say. */
final class HelpText {

  private HelpText() {}

  static Reply of(String container, List<Command> subcommands) {
    List<Reply> lines = new ArrayList<>();
    lines.add(
        new Reply.Simple(
            container.toUpperCase(Locale.ROOT)
                + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"));
    for (Command each : subcommands) {
      String word = each.name().substring(container.length() + 1);
      lines.add(new Reply.Simple(word.toUpperCase(Locale.ROOT)));
      lines.add(new Reply.Simple("    " + each.summary()));
    }
    return new Reply.Many(lines);
  }
}
