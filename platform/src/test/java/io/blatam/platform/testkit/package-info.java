/**
 * What tests of every module stand on: a scratch database, a scratch platform. Published as this
 * module's test-jar.
 */
package io.blatam.platform.testkit;
