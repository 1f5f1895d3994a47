/**
 * Business Unlimited: briefs in, finished business documents out. Features are packages; this one
 * only starts them.
 */
package io.blatam.bul;
