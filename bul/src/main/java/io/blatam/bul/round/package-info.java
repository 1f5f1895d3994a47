/**
 * Work that exactly one node of the cluster does, round after round: relaying events, delivering
 * webhooks, admitting rows, starting what is due. What a round does is elsewhere.
 */
package io.blatam.bul.round;
