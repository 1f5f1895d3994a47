package io.blatam.inference.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.e5smallv2q.E5SmallV2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The library's E5-small-v2 with a session of our own: one thread a text. The library lets every
 * text use all processors, and texts that are embedded side by side then get into each other's way:
 * 59 passages a second became 86 on two cores. Vectors are the same to the last bit that is
 * compared.
 *
 * <p>Texts are not padded into one tensor: that is slower here (at most 71 a second), and because
 * the model quantizes each tensor by its own range, a text's vector would depend on which others it
 * happened to be embedded with (cosines of .994 to itself), which a cache can not have.
 */
final class E5Model extends AbstractInProcessEmbeddingModel {

  private static final String ONNX = "e5-small-v2-q.onnx";
  private static final String TOKENIZER = "e5-small-v2-q-tokenizer.json";

  private final OnnxBertBiEncoder encoder;

  E5Model() {
    super(Runnable::run);
    this.encoder = load();
  }

  private static OnnxBertBiEncoder load() {
    try (InputStream onnx = resource(ONNX);
        InputStream tokenizer = resource(TOKENIZER);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new OnnxBertBiEncoder(
          environment,
          environment.createSession(onnx.readAllBytes(), options),
          tokenizer,
          PoolingMode.MEAN);
    } catch (IOException e) {
      throw new UncheckedIOException("the embedding model can not be read", e);
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model can not be loaded", e);
    }
  }

  private static InputStream resource(String name) {
    return E5SmallV2QuantizedEmbeddingModel.class.getResourceAsStream("/" + name);
  }

  @Override
  protected OnnxBertBiEncoder model() {
    return encoder;
  }
}
