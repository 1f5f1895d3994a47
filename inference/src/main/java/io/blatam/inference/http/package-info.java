/**
 * The OpenAI-compatible door, so that any OpenAI client gets this installation's models and their
 * cache. Routes translate and validate; they decide nothing.
 */
package io.blatam.inference.http;
