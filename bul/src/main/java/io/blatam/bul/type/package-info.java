/**
 * Document types as data: what a type is called, by which words it is recognised, which fields its
 * brief has and what is done where one is missing. Reads and validates; completes and composes
 * nothing.
 */
package io.blatam.bul.type;
