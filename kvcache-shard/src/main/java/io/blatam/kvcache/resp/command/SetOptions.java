package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.shard.Edit.Condition;
import io.blatam.kvcache.shard.Expiry;

/** Everything that may follow SET's value. */
record SetOptions(Condition condition, Expiry expiry, boolean get) {

  static SetOptions of(Invocation call) {
    Condition condition = Condition.ALWAYS;
    Expiry expiry = Expiry.NEVER;
    boolean get = false;
    String unit = "";
    int amountAt = 0;
    for (int i = 3; i < call.size(); i++) {
      String word = call.upper(i);
      if (word.equals("NX") && condition != Condition.IF_PRESENT) {
        condition = Condition.IF_ABSENT;
      } else if (word.equals("XX") && condition != Condition.IF_ABSENT) {
        condition = Condition.IF_PRESENT;
      } else if (word.equals("GET")) {
        get = true;
      } else if (word.equals("KEEPTTL") && amountAt == 0) {
        expiry = Expiry.KEEP;
      } else if (Expiries.isUnit(word)
          && (amountAt == 0 || word.equals(unit))
          && !expiry.keep()
          && i + 1 < call.size()) {
        unit = word;
        amountAt = ++i;
      } else {
        throw CommandException.syntax();
      }
    }
    if (amountAt > 0) {
      expiry = Expiry.at(Expiries.positive(unit, call.integer(amountAt), call.now(), "set"));
    }
    return new SetOptions(condition, expiry, get);
  }
}
