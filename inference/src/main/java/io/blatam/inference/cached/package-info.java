/**
 * The cached path to a model: fingerprint, one flight a fingerprint across the cluster, replay. It
 * knows no provider by name.
 */
package io.blatam.inference.cached;
