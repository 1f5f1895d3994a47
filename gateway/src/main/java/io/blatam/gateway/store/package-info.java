/**
 * What the gateway keeps in the database: accounts. SQL lives here and nowhere else in this module.
 */
package io.blatam.gateway.store;
