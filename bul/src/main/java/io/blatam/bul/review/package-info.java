/**
 * The look at a finished document through the eyes of its field: the area's checklist and what
 * every document has to keep. Pure; what becomes of a finding is decided elsewhere.
 */
package io.blatam.bul.review;
