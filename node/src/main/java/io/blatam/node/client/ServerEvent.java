package io.blatam.node.client;

/**
 * One server-sent event.
 *
 * @param id what to resume after; empty when the event had none
 * @param type "message" when the event named none
 */
public record ServerEvent(String id, String type, String data) {}
