package io.blatam.bul.type;

import java.util.Optional;

/** Where the files of document types are: in the program or in an operator's folder. */
public interface TypeFiles {

  /** The text of {@code path}, such as {@code quotation/es/price.md}, if it is there. */
  Optional<String> find(String path);

  /** What an error calls {@code path}. */
  String name(String path);
}
