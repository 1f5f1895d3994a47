/**
 * The terms a text is about, counted by stem and shown as they were written. Stop words and
 * stemmers are Lucene's.
 */
package io.blatam.redundancy.keyword;
