/**
 * The one relational database of a process: pool, migrations, blocking pool and the settings of
 * Akka's journal over it. Embedded H2 without configuration, PostgreSQL with one setting; no SQL of
 * any feature lives here.
 */
package io.blatam.platform.database;
