/**
 * Documents on a date: once, or again and again by a cron expression in a time zone. When something
 * is due and what a brief says on that day is plain Java; one node of the cluster starts the jobs.
 */
package io.blatam.bul.schedule;
