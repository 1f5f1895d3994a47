/**
 * Gamma makes presentations from a topic. {@link io.blatam.gamma.GammaService} wires its parts
 * together; nothing else lives here.
 */
package io.blatam.gamma;
