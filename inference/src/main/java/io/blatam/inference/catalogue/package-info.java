/**
 * Which models this installation has, and what puts each behind the cache. How a model answers is
 * its provider's affair.
 */
package io.blatam.inference.catalogue;
