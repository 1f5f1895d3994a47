package io.blatam.inference.http;

/** A body that cannot be answered. */
final class InvalidRequestException extends RuntimeException {

  private final transient OpenAiError error;

  InvalidRequestException(OpenAiError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  static InvalidRequestException field(String param, String message) {
    return new InvalidRequestException(OpenAiError.invalid(param, message));
  }

  OpenAiError error() {
    return error;
  }
}
