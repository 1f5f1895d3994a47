/**
 * Big things, stored once and passed by reference: streamed in and out in chunks, addressed by the
 * hash of their content within a tenant. What an artifact means is its owner's business.
 */
package io.blatam.platform.artifact;
