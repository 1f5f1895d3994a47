/**
 * The contract of the presentation service: what can be asked for and what is told about it. Plain
 * records, no behaviour beyond checking themselves.
 */
package io.blatam.gamma.api;
