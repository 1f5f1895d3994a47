/**
 * How hard a text is to read, by the published formula of its language. Syllables are counted by
 * rules, one class a language.
 */
package io.blatam.redundancy.readability;
