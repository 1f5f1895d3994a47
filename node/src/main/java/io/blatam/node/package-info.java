/**
 * The one program. {@link io.blatam.node.Node} runs the services that the configuration names,
 * {@link io.blatam.node.Main} is the command line; neither knows how a document is made.
 */
package io.blatam.node;
