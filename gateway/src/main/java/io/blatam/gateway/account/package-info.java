/**
 * Accounts: who may ask for a token, how a password is checked, and how guessing is slowed down.
 * Tokens themselves are the platform's ({@code io.blatam.platform.identity}).
 */
package io.blatam.gateway.account;
