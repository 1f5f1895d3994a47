/**
 * What a tenant has uploaded, and finding the passages of it that fit. The truth is in the tables;
 * an index is each node's own and follows them. Another tenant's notes are never looked at.
 */
package io.blatam.bul.knowledge;
