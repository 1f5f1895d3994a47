/** The canonical hash of everything that determines a model's answer. Pure functions only. */
package io.blatam.inference.fingerprint;
