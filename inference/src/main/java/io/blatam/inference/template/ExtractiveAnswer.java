package io.blatam.inference.template;

import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Message;
import java.util.List;
import java.util.stream.Collectors;

/** Answers with quotations from the conversation itself, in the language of the question. */
final class ExtractiveAnswer {

  /** What the answer says around its quotations. */
  private record Phrases(String quoting, String nothing, String noModel) {}

  private static final Phrases SPANISH =
      new Phrases(
          "Esto es lo que dice el texto recibido:",
          "El mensaje no incluye ningún texto del que citar una respuesta.",
          "No hay ningún modelo de lenguaje configurado, así que aquí solo se citan los textos recibidos; para usar un"
              + " modelo, indique la dirección de un servicio compatible con OpenAI en `blatam.inference.openai.base-url`.");

  private static final Phrases ENGLISH =
      new Phrases(
          "This is what the text you sent says:",
          "The message brings no text to quote an answer from.",
          "No language model is configured, so this only quotes the texts it was given; to use one, set"
              + " `blatam.inference.openai.base-url` to the address of an OpenAI-compatible service.");

  private final Embedder embedder;

  ExtractiveAnswer(Embedder embedder) {
    this.embedder = embedder;
  }

  /** Blocks while it embeds. */
  String answer(List<Message> messages) {
    Conversation conversation = Conversation.of(messages);
    Phrases phrases =
        AnswerLanguage.of(conversation.question()) == AnswerLanguage.SPANISH ? SPANISH : ENGLISH;
    List<String> quotes = Ranking.best(conversation.question(), conversation.context(), embedder);
    if (quotes.isEmpty()) {
      return phrases.nothing() + "\n\n" + phrases.noModel();
    }
    String quoted = quotes.stream().map(quote -> "> " + quote).collect(Collectors.joining("\n>\n"));
    return phrases.quoting() + "\n\n" + quoted + "\n\n" + phrases.noModel();
  }
}
