/**
 * A node's own indexes of passages: words (Lucene, BM25) and meaning (vectors), fused. They follow
 * the tables and hold nothing that is not there.
 */
package io.blatam.bul.knowledge.index;
