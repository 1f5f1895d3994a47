/**
 * What gamma keeps: presentations, their steps and which files they have. SQL that H2 and
 * PostgreSQL share; no rule of the domain.
 */
package io.blatam.gamma.store;
