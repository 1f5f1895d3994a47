package io.blatam.inference.gguf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.ResponseFormat;
import io.blatam.inference.settings.GgufSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * llama.cpp (build 4916) through de.kherud:llama. What the binding leaves to its caller is done
 * here: it cuts a prompt that is too long without a word, and ignores a grammar that it can not
 * read. It keeps what it has read of the last prompt, so that the next one is only read from where
 * it differs; more than one prompt's prefix it can not keep.
 */
final class LlamaCpp implements LocalModel {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LlamaModel model;
  private final GgufSettings settings;

  private LlamaCpp(LlamaModel model, GgufSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  /**
   * @throws GenerationException with one sentence for the operator
   */
  static LocalModel load(GgufSettings settings) {
    String architecture = GgufFile.architecture(settings.path());
    try {
      ownFolderForTheLibrary();
      LlamaModel model = new LlamaModel(parameters(settings));
      return new LlamaCpp(model, settings);
    } catch (LinkageError missing) {
      throw unavailable(explained(missing));
    } catch (RuntimeException refused) {
      throw unavailable(
          "llama.cpp does not load "
              + settings.path()
              + "; the file may be of a newer kind than build 4916 knows (architecture '"
              + architecture
              + "'), or memory may be short");
    }
  }

  private static ModelParameters parameters(GgufSettings settings) {
    ModelParameters parameters =
        new ModelParameters()
            .setModel(settings.path().toString())
            .setCtxSize(settings.context())
            .setThreads(settings.threads())
            .setParallel(1)
            .disableLog()
            .disablePerf();
    return settings.gpuLayers() == 0 ? parameters : parameters.setGpuLayers(settings.gpuLayers());
  }

  /**
   * The binding unpacks its library under one name for all processes, and deletes what it finds.
   */
  private static void ownFolderForTheLibrary() {
    if (System.getProperty("de.kherud.llama.tmpdir") == null) {
      try {
        var folder = Files.createTempDirectory("blatam-llama");
        folder.toFile().deleteOnExit();
        System.setProperty("de.kherud.llama.tmpdir", folder.toString());
      } catch (IOException e) {
        throw unavailable("llama.cpp's library can not be unpacked: " + e.getMessage());
      }
    }
  }

  static String explained(LinkageError missing) {
    String why = String.valueOf(missing.getMessage());
    return why.contains("libgomp")
        ? "llama.cpp needs libgomp, which is not installed (Debian and Ubuntu: sudo apt-get install"
            + " libgomp1)"
        : "llama.cpp's library does not load on this system: " + why.lines().findFirst().orElse("");
  }

  private static GenerationException unavailable(String why) {
    return new GenerationException(Reason.UNAVAILABLE, why + " (blatam.inference.gguf)");
  }

  @Override
  public int tokens(String text) {
    return model.encode(text).length;
  }

  @Override
  public String prompt(List<Message> messages) {
    return settings.format().map(format -> format.prompt(messages)).orElseGet(() -> own(messages));
  }

  /** By the template in the file; ChatML where it has none. */
  private String own(List<Message> messages) {
    String system = "";
    List<Pair<String, String>> turns = new ArrayList<>();
    for (Message message : messages) {
      if (message.role() == Message.Role.SYSTEM) {
        system = system.isEmpty() ? message.content() : system + "\n\n" + message.content();
      } else {
        turns.add(new Pair<>(message.role().name().toLowerCase(Locale.ROOT), message.content()));
      }
    }
    return model.applyTemplate(new InferenceParameters("").setMessages(system, turns));
  }

  @Override
  public Pieces write(String prompt, Parameters parameters, int maxTokens) {
    InferenceParameters inference =
        new InferenceParameters(prompt).setNPredict(maxTokens).setCachePrompt(true);
    parameters.temperature().ifPresent(value -> inference.setTemperature((float) value));
    parameters.topP().ifPresent(value -> inference.setTopP((float) value));
    parameters.seed().ifPresent(value -> inference.setSeed((int) value));
    parameters.presencePenalty().ifPresent(value -> inference.setPresencePenalty((float) value));
    parameters.frequencyPenalty().ifPresent(value -> inference.setFrequencyPenalty((float) value));
    if (!parameters.stop().isEmpty()) {
      inference.setStopStrings(parameters.stop().toArray(String[]::new));
    }
    parameters
        .responseFormat()
        .filter(ResponseFormat::json)
        .ifPresent(format -> inference.setGrammar(grammar(format)));
    LlamaIterator pieces = model.generate(inference).iterator();
    return new Pieces() {
      @Override
      public Optional<String> next() {
        return pieces.hasNext() ? Optional.of(pieces.next().text) : Optional.empty();
      }

      @Override
      public void cancel() {
        pieces.cancel();
      }
    };
  }

  private static String grammar(ResponseFormat format) {
    return format.schema().map(LlamaCpp::schemaGrammar).orElse(JsonGrammar.ANY_OBJECT);
  }

  private static String schemaGrammar(String named) {
    try {
      return LlamaModel.jsonSchemaToGrammar(MAPPER.readTree(named).path("schema").toString());
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalArgumentException(
          "response_format.json_schema: can not be made a grammar: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
