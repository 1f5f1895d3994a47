/**
 * Asking for a change to a finished document: what was asked is understood, turned into the next
 * version's plan, and done by a job like any other. Versions, their differences, and restoring one.
 */
package io.blatam.bul.revision;
