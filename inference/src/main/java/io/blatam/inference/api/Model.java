package io.blatam.inference.api;

/**
 * A model that can be asked for.
 *
 * @param name what a request says
 * @param provider "template", "openai", "gguf" or "onnx"
 */
public record Model(String name, String provider, Kind kind) {

  public enum Kind {
    GENERATION,
    EMBEDDING
  }
}
