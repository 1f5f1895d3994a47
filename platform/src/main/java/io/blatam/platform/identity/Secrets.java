package io.blatam.platform.identity;

import java.util.function.Supplier;

/** Where the secrets of an installation are kept; each is made when it is first asked for. */
interface Secrets {

  /** What {@code name} holds; made by {@code fresh} and kept when there is none yet. */
  String readOrCreate(String name, Supplier<String> fresh);
}
