/**
 * What Business Unlimited keeps in tables: jobs as lists see them, finished documents to compare
 * with, files rendered before. The truth about a job is its journal.
 */
package io.blatam.bul.store;
