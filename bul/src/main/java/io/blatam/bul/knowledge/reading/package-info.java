/**
 * From a file's bytes to its text in blocks. Files are read in a process of their own with little
 * memory, no network and a time limit, because they come from outside; what that process refuses or
 * dies of becomes one sentence. No table, index or actor lives here.
 */
package io.blatam.bul.knowledge.reading;
