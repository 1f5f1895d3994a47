/**
 * Which entry goes when there is no room: the policies a segment can be given, and the experts that
 * the adaptive one follows. Experts know keys only as 64-bit hashes; values never come here.
 */
package io.blatam.kvcache.engine.policy;
