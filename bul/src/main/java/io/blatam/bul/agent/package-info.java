/**
 * The SME agents, one for each business area, described as data, and the router that picks the area
 * of a brief by words and by meaning and says why. Pure: the embedder is passed in.
 */
package io.blatam.bul.agent;
