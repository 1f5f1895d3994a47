package io.blatam.inference.template;

import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.Usage;

/**
 * A text within what the request's parameters allow.
 *
 * @param finishReason "stop", or "length" when it was cut off at max_tokens
 */
record Cut(String text, String finishReason) {

  static Cut of(String text, Parameters parameters) {
    int end = text.length();
    for (String stop : parameters.stop()) {
      int at = text.indexOf(stop);
      end = at < 0 ? end : Math.min(end, at);
    }
    if (parameters.maxTokens().isPresent()) {
      long most = (long) parameters.maxTokens().getAsInt() * Usage.CHARACTERS_A_TOKEN;
      if (most < end) {
        int at = (int) most;
        boolean splitsPair = Character.isHighSurrogate(text.charAt(at - 1));
        return new Cut(text.substring(0, splitsPair ? at - 1 : at), "length");
      }
    }
    return new Cut(text.substring(0, end), "stop");
  }
}
