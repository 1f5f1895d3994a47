/** Embedding in process, and the cache before it. No text generation lives here. */
package io.blatam.inference.embed;
