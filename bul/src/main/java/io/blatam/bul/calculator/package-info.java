/**
 * The calculators of {@link io.blatam.bul.finance} as they can be asked for from outside and in
 * document types: by name, with percentages as people write them, checked fields and bilingual
 * descriptions. No formula lives here.
 */
package io.blatam.bul.calculator;
