/**
 * Any endpoint that speaks OpenAI's chat completions: the request, the stream that comes back, and
 * what to do when it does not. Reads no configuration and keeps no answer.
 */
package io.blatam.inference.openai;
