package io.blatam.bul.brief;

import io.blatam.bul.brief.SalesProposalBrief.Item;
import io.blatam.bul.locale.Language;
import io.blatam.platform.Capital;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a free text says of an offer: "propuesta comercial de mantenimiento web para Hotel Sol, 3
 * meses, 1.200 EUR al mes" names the service, the client, the months and the price of each.
 *
 * @param months how long a service lasts
 */
record OfferText(
    Optional<String> service,
    Optional<String> client,
    Optional<Integer> months,
    Optional<BigDecimal> monthly,
    Optional<BigDecimal> once) {

  private static final Pattern SERVICE =
      Pattern.compile(
          "(?iu)(?:propuesta|oferta|cotizaci[oó]n|presupuesto|proposal|quotation|quote)"
              + "(?:\\s+(?:comercial|econ[oó]mica))?\\s+(?:de|for)\\s+(?:(?:la|el|los|las|un|una|the|an?)\\s+)?"
              + "((?-i:\\p{Ll})[\\p{L}\\p{N} -]{2,80}?)(?=\\s+(?:para|a|al|to|for|by|de\\s+\\d|durante|during|over)\\s|[,.;:]|$)");
  private static final Pattern CLIENT =
      Pattern.compile(
          "(?:\\b[Pp]ara|\\ba|\\bal|\\bfor|\\bto)\\s+(?:el\\s+|la\\s+|los\\s+|the\\s+)?"
              + "((?:\\p{Lu}[\\p{L}\\p{N}&'.-]*)(?:\\s+(?:(?:de|del|la|los|las|y|&|and|of)\\s+)*\\p{Lu}[\\p{L}\\p{N}&'.-]*){0,4})");
  private static final Pattern MONTHS =
      Pattern.compile("(?iu)\\b(\\d{1,3})[ -](mes(?:es)?|months?|a[nñ]os?|years?)\\b");
  private static final Pattern EACH_MONTH =
      Pattern.compile(
          "(?iu)^.{0,25}?(?:al mes|mensual(?:es)?|cada mes|/ ?mes|/ ?month|a month|per month|monthly)");

  static OfferText read(String text) {
    List<Amount> amounts = Amount.findAll(text);
    Optional<Amount> monthly =
        amounts.stream().filter(amount -> eachMonth(text, amount)).findFirst();
    return new OfferText(
        find(SERVICE, text),
        find(CLIENT, text).map(name -> name.replaceAll("[.,]+$", "")),
        months(text),
        monthly.map(Amount::value),
        monthly.isPresent() || amounts.size() != 1
            ? Optional.empty()
            : Optional.of(amounts.get(0).value()));
  }

  /** What is priced; empty unless the text says both what is sold and for how much. */
  List<Item> items(Language language) {
    if (service.isEmpty()) {
      return List.of();
    }
    String name = Capital.first(service.get());
    if (monthly.isPresent() && months.isPresent()) {
      return List.of(
          item(
              name,
              Optional.of(language.choose("cuota mensual", "monthly fee")),
              BigDecimal.valueOf(months.get()),
              monthly.get()));
    }
    return monthly
        .map(
            fee ->
                item(
                    name,
                    Optional.of(language.choose("cuota de un mes", "fee of one month")),
                    BigDecimal.ONE,
                    fee))
        .or(() -> once.map(price -> item(name, Optional.empty(), BigDecimal.ONE, price)))
        .stream()
        .toList();
  }

  Optional<String> need(Language language) {
    return service.map(
        what ->
            language
                .choose("Según lo conversado, %s necesita %s%s.", "As discussed, %s needs %s%s.")
                .formatted(
                    client.orElse(language.choose("el cliente", "the client")),
                    what,
                    months
                        .map(
                            count -> language.choose(" durante ", " for ") + spelt(count, language))
                        .orElse("")));
  }

  Optional<String> duration(Language language) {
    return months.map(
        count ->
            language
                .choose(
                    "%s de servicio desde la firma, salvo que se acuerde otra fecha de inicio",
                    "%s of service from signature, unless another start date is agreed")
                .formatted(spelt(count, language)));
  }

  private static String spelt(int count, Language language) {
    return count == 1
        ? language.choose("1 mes", "1 month")
        : count + language.choose(" meses", " months");
  }

  private static Item item(
      String name, Optional<String> detail, BigDecimal quantity, BigDecimal price) {
    return new Item(name, detail, quantity, price, Optional.empty(), Optional.empty());
  }

  private static boolean eachMonth(String text, Amount amount) {
    return EACH_MONTH.matcher(text.substring(amount.start())).find();
  }

  private static Optional<Integer> months(String text) {
    Matcher found = MONTHS.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    int count = Integer.parseInt(found.group(1));
    int months =
        found.group(2).toLowerCase(java.util.Locale.ROOT).startsWith("m") ? count : count * 12;
    return Optional.of(months).filter(m -> m > 0);
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
  }
}
