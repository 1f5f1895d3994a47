/**
 * Who did what, to what, with which outcome: an append-only table and the only way to write it. Not
 * a log of internals.
 */
package io.blatam.platform.audit;
