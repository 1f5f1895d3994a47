/**
 * A classifier that learns from a few labelled examples: by words, by letters and by meaning, fused
 * into calibrated probabilities. It knows labels and texts; what they stand for is not here.
 */
package io.blatam.bul.routing;
