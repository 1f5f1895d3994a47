/** Business Unlimited measured: its queue, and the documents that come out of it. */
package io.blatam.benchmarks.bul;
