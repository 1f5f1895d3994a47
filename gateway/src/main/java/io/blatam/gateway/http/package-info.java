/**
 * The gateway's routes: its own (accounts, documentation, readiness) and those it forwards. Routes
 * translate and validate; what they stand for lives in the packages beside this one.
 */
package io.blatam.gateway.http;
