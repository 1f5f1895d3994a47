/**
 * Who calls: principals, the tokens that prove them and the keys that sign the tokens. Accounts and
 * passwords live at the gateway, never here.
 */
package io.blatam.platform.identity;
