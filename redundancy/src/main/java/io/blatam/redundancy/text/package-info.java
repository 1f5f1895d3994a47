/**
 * From Markdown to comparable words: prose, sentences and normalised words, each with its offsets
 * in the source. Every feature reads text through this package, so that all of them mean the same
 * by "word".
 */
package io.blatam.redundancy.text;
