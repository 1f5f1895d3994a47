/**
 * Which language a text is written in, with an honest confidence. Nothing here knows what the
 * answer is used for.
 */
package io.blatam.redundancy.language;
