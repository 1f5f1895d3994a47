/**
 * What has happened to a tenant's jobs, told in order and not lost: written beside the change
 * itself, numbered by one relay, read by webhooks and by whoever follows the tenant's stream.
 */
package io.blatam.bul.event;
