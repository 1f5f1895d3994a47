/**
 * The queue while its processes die: several nodes in JVMs of their own on one PostgreSQL, killed
 * as {@code kill -9} does, and what has become of every job.
 */
package io.blatam.bul.kill;
