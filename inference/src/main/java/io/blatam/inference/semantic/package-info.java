/**
 * Answers for prompts that are nearly the same as an earlier one: what of a prompt must agree, the
 * rule that decides, and the index of earlier prompts in the cache. Opt-in; the answer says so.
 */
package io.blatam.inference.semantic;
