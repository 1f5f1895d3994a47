/**
 * Languages, countries and currencies: how they are called and how each writes a number, a date and
 * an amount. Plain data and formatting; nothing here knows what a document is.
 */
package io.blatam.bul.locale;
