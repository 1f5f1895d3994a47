/**
 * Pebble for templates from outside: an allow-list of tags, operators and filters, data that is
 * only maps, lists, texts and numbers, and budgets of steps, time and output. Pure; no file, no
 * network, no reflection.
 */
package io.blatam.bul.template.sandbox;
