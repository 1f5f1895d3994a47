/**
 * The stages of a document's making, each an idempotent function from what is stored to what is
 * stored. Order, attempts and durability are {@code bul.queue}'s business.
 */
package io.blatam.bul.production;
