package io.blatam.bul.brief;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.brief.BusinessPlanBrief.InvestmentKind;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.locale.YamlResource;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a first draft may assume about businesses of one kind. Amounts are shares (percent) so that
 * they fit any currency; prices are in reference units that {@link
 * io.blatam.bul.locale.Currency#localPrice} turns into local money. None of it is a statistic, and
 * every document that uses a value lists it as an assumption.
 *
 * @param keywords folded word starts by which the sector is recognised
 * @param referenceInvestment in reference units, when the brief names no amount
 * @param salesToInvestment yearly sales at full capacity per unit invested
 * @param loanShare part of the investment financed by a bank, percent
 * @param rampUp share of full sales in the first months, percent
 * @param customers hypotheses about who buys
 * @param operations how such a business usually works, step by step
 * @param channels usual marketing channels with their share of the budget
 */
public record Sector(
    String id,
    Bilingual names,
    List<String> keywords,
    BigDecimal referenceInvestment,
    BigDecimal salesToInvestment,
    BigDecimal loanShare,
    List<BigDecimal> seasonality,
    List<BigDecimal> rampUp,
    int collectionDays,
    int paymentDays,
    List<InvestmentShare> investment,
    List<ProductShare> products,
    List<CostShare> fixedCosts,
    List<StaffShare> staff,
    List<Bilingual> customers,
    List<Bilingual> operations,
    List<Bilingual> permits,
    List<Risk> risks,
    List<ChannelShare> channels) {

  private static final List<Sector> ALL =
      Stream.of("cafeteria", "restaurant", "retail", "software", "manufacturing", "services")
          .map(
              id ->
                  YamlResource.read("/bul/sectors/" + id + ".yaml", new TypeReference<Sector>() {}))
          .toList();

  /** Every sector known; the last, services, is the one used when nothing else fits. */
  public static List<Sector> all() {
    return ALL;
  }

  /** The sector used when a brief says nothing that points to another. */
  public static Sector general() {
    return ALL.get(ALL.size() - 1);
  }

  /** The sector whose keywords a text hits most often, if it hits any. */
  public static Optional<Sector> recognise(String text) {
    List<String> words = List.of(PlainLetters.fold(text).split("[^\\p{L}\\p{N}]+"));
    return ALL.stream()
        .filter(sector -> sector.hits(words) > 0)
        .max(Comparator.comparingLong((Sector sector) -> sector.hits(words)));
  }

  private long hits(List<String> words) {
    return words.stream().filter(word -> keywords.stream().anyMatch(word::startsWith)).count();
  }

  /** Part of the start-up budget. */
  public record InvestmentShare(
      Bilingual name, BigDecimal share, InvestmentKind kind, Optional<Integer> usefulLifeYears) {}

  /** A product line: its share of sales, reference price, and unit cost as percent of price. */
  public record ProductShare(
      Bilingual name,
      BigDecimal salesShare,
      BigDecimal price,
      BigDecimal costShare,
      BigDecimal growth) {}

  /** A monthly cost as percent of sales at full capacity. */
  public record CostShare(Bilingual name, BigDecimal salesShare) {}

  /** A role whose salaries together are that percent of sales at full capacity. */
  public record StaffShare(Bilingual role, int count, BigDecimal salesShare) {}

  /** What can go wrong and what is done about it. */
  public record Risk(Bilingual risk, Bilingual answer) {}

  /** A marketing channel, its share of the budget and what it is for. */
  public record ChannelShare(Bilingual name, BigDecimal share, Bilingual purpose) {}
}
