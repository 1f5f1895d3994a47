/**
 * What the steps of a workflow do, through the other services' {@code api} packages. Every step may
 * be asked again after a crash and then gives the same result; order, retries and history are the
 * workflow's business.
 */
package io.blatam.agents.steps;
