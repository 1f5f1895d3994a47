/**
 * The embedded provider: gives the caller's composition, or answers from the text it was given. It
 * invents nothing and says so.
 */
package io.blatam.inference.template;
