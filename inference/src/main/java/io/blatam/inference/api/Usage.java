package io.blatam.inference.api;

/**
 * Tokens read and written.
 *
 * @param estimated true when the model did not count them itself, and four characters were taken
 *     for a token
 */
public record Usage(int promptTokens, int completionTokens, boolean estimated) {

  /** Near enough for Spanish and English prose, where nobody counts exactly. */
  public static final int CHARACTERS_A_TOKEN = 4;

  public static Usage estimate(GenerationRequest request, String text) {
    int prompt = request.messages().stream().mapToInt(message -> tokens(message.content())).sum();
    return new Usage(prompt, tokens(text), true);
  }

  public int totalTokens() {
    return promptTokens + completionTokens;
  }

  /** About how many tokens a text has. */
  public static int tokens(String text) {
    return (text.length() + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
  }
}
