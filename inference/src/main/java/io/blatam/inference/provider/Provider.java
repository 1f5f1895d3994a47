package io.blatam.inference.provider;

import io.blatam.inference.api.TextGenerator;
import java.util.List;

/** Someone who writes answers. */
public interface Provider extends TextGenerator {

  /** "template", "openai" or "gguf". */
  String name();

  /**
   * Everything of this installation that determines an answer besides the request: address, version
   * of the code that writes. Part of the fingerprint.
   */
  String identity();

  /** The models that can be asked for, the default first. */
  List<String> models();
}
