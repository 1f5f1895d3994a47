package io.blatam.inference.spend;

import io.blatam.inference.api.Usage;
import java.time.LocalDate;

/**
 * What one answer has cost.
 *
 * @param micros millionths of the operator's currency
 */
public record Spent(LocalDate day, String tenant, String endpoint, long micros, Usage usage) {}
