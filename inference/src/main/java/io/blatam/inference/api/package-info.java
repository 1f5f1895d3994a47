/**
 * What other modules may use of inference: the {@link io.blatam.inference.api.Inference} facade,
 * the request and answer records, and the two interfaces that every model stands behind. No
 * provider, no HTTP and no cache lives here.
 */
package io.blatam.inference.api;
