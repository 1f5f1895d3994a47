/**
 * What each command does: a step to be carried out and the reply to make of it, as data. No thread,
 * no socket and no segment is known here.
 */
package io.blatam.kvcache.resp.command;
