/**
 * Durable workflows: one event-sourced, sharded entity a run, which takes its steps one after
 * another, retries them and survives its process. What a step does is behind {@link
 * io.blatam.agents.workflow.Steps}.
 */
package io.blatam.agents.workflow;
