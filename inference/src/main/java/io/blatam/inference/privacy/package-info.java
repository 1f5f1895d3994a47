/**
 * Keeps personal data from leaving: found in what is asked, replaced before it goes out, and put
 * back into what is answered. Pure but for the provider that is wrapped.
 */
package io.blatam.inference.privacy;
