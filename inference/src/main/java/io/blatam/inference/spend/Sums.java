package io.blatam.inference.spend;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums by day, tenant and endpoint. Not thread-safe. */
final class Sums {

  private record Key(LocalDate day, String tenant, String endpoint) {}

  private final Map<Key, Long> micros = new HashMap<>();

  void add(Spent spent) {
    micros.merge(new Key(spent.day(), spent.tenant(), spent.endpoint()), spent.micros(), Long::sum);
  }

  List<SpendStore.Row> rows(LocalDate day) {
    List<SpendStore.Row> rows = new ArrayList<>();
    micros.forEach(
        (key, sum) -> {
          if (YearMonth.from(key.day()).equals(YearMonth.from(day))) {
            rows.add(
                new SpendStore.Row(
                    key.tenant(), key.endpoint(), key.day().equals(day) ? sum : 0, sum));
          }
        });
    return rows;
  }
}
