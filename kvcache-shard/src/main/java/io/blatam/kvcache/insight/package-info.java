/**
 * The cache looked at as a whole: every node says what its segments and its calls are like, and the
 * one who asks adds it up. Figures, health, advice; what is cached is changed only by clearing it
 * or by choosing another policy.
 */
package io.blatam.kvcache.insight;
