package io.blatam.inference.spend;

import io.blatam.inference.settings.BudgetSettings;
import io.blatam.inference.settings.EndpointSettings;
import io.blatam.inference.settings.MoneyLimit;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The sums that limits are held against: what the store said, what has been spent here since, and
 * what answers that are being written may still cost. Not thread-safe.
 */
final class Account {

  /** Whose limit it is. */
  private enum Kind {
    ALL,
    TENANT,
    ENDPOINT
  }

  private record Scope(Kind kind, String name) {}

  private static final class Amounts {
    long day;
    long month;
    long reserved;
  }

  private final BudgetSettings budget;
  private final Map<Scope, Amounts> scopes = new HashMap<>();
  private LocalDate day;

  Account(BudgetSettings budget, LocalDate day) {
    this.budget = budget;
    this.day = day;
  }

  /** Takes over what the store says of a day; reservations stay. */
  void load(LocalDate day, List<SpendStore.Row> rows) {
    this.day = day;
    scopes.values().forEach(Account::forget);
    for (SpendStore.Row row : rows) {
      for (Scope scope : scopes(row.tenant(), row.endpoint())) {
        Amounts amounts = amounts(scope);
        amounts.day += row.day();
        amounts.month += row.month();
      }
    }
    scopes.values().removeIf(amounts -> amounts.month == 0 && amounts.reserved == 0);
  }

  private static void forget(Amounts amounts) {
    amounts.day = 0;
    amounts.month = 0;
  }

  LocalDate day() {
    return day;
  }

  /** What stands in the way of spending that much; empty: nothing. */
  Optional<String> objection(String tenant, EndpointSettings endpoint, long micros) {
    return exceeded(new Scope(Kind.TENANT, tenant), budget.of(tenant), micros)
        .or(() -> exceeded(new Scope(Kind.ALL, ""), budget.all(), micros))
        .or(() -> exceeded(new Scope(Kind.ENDPOINT, endpoint.name()), endpoint.limit(), micros));
  }

  private Optional<String> exceeded(Scope scope, MoneyLimit limit, long micros) {
    Amounts amounts = scopes.getOrDefault(scope, new Amounts());
    if (over(limit.day(), amounts.day + amounts.reserved + micros)) {
      return Optional.of(whose(scope) + " for today");
    }
    return over(limit.month(), amounts.month + amounts.reserved + micros)
        ? Optional.of(whose(scope) + " for this month")
        : Optional.empty();
  }

  private static boolean over(OptionalLong limit, long sum) {
    return limit.isPresent() && sum > limit.getAsLong();
  }

  private static String whose(Scope scope) {
    return switch (scope.kind()) {
      case ALL -> "the installation's budget for models";
      case TENANT -> "your organisation's budget for models";
      case ENDPOINT -> "the budget of the endpoint '" + scope.name() + "'";
    };
  }

  void reserve(String tenant, String endpoint, long micros) {
    scopes(tenant, endpoint).forEach(scope -> amounts(scope).reserved += micros);
  }

  void add(Spent spent) {
    scopes(spent.tenant(), spent.endpoint())
        .forEach(
            scope -> {
              amounts(scope).day += spent.micros();
              amounts(scope).month += spent.micros();
            });
  }

  private Amounts amounts(Scope scope) {
    return scopes.computeIfAbsent(scope, name -> new Amounts());
  }

  private static List<Scope> scopes(String tenant, String endpoint) {
    return List.of(
        new Scope(Kind.ALL, ""),
        new Scope(Kind.TENANT, tenant),
        new Scope(Kind.ENDPOINT, endpoint));
  }
}
