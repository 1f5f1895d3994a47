/**
 * What a tenant's documents have in common: the company's profile and logo, and what was decided in
 * earlier asks. How documents use it is not here.
 */
package io.blatam.bul.profile;
