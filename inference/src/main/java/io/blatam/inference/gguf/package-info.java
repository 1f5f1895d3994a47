/**
 * A language model from a local GGUF file, written with in this process by llama.cpp. Only {@link
 * io.blatam.inference.gguf.LlamaCpp} knows the binding.
 */
package io.blatam.inference.gguf;
