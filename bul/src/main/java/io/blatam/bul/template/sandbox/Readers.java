package io.blatam.bul.template.sandbox;

import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.LocalFormat;
import java.util.Optional;

/** Whom a template writes for: decides how numbers, amounts and dates are written. */
public record Readers(Language language, Currency currency, Optional<Country> country) {

  LocalFormat format() {
    return in(currency);
  }

  LocalFormat in(Currency other) {
    return new LocalFormat(language, other, country);
  }
}
