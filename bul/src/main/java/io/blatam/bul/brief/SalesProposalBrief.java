package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a sales proposal is priced and written from.
 *
 * @param client the company it is addressed to
 * @param need what the client wants solved, as the seller understood it
 * @param taxName how the sales tax is called: "IVA", "VAT"
 * @param validityDays how long the prices hold
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SalesProposalBrief(
    Optional<String> client,
    Optional<String> contact,
    Optional<String> number,
    Optional<String> need,
    Optional<String> solution,
    List<Item> items,
    Optional<String> taxName,
    Optional<Integer> validityDays,
    Optional<String> payment,
    Optional<String> delivery,
    Optional<String> warranty,
    List<String> scopeOut,
    List<String> terms) {

  public SalesProposalBrief {
    client = Require.optionalText("client", client, 120);
    contact = Require.optionalText("contact", contact, 120);
    number = Require.optionalText("number", number, 60);
    need = Require.optionalText("need", need, 2000);
    solution = Require.optionalText("solution", solution, 2000);
    items = Require.list("items", items);
    taxName = Require.optionalText("tax_name", taxName, 30);
    validityDays =
        Require.given(validityDays).map(d -> Require.between("validity_days", d, 1, 365));
    payment = Require.optionalText("payment", payment, 600);
    delivery = Require.optionalText("delivery", delivery, 600);
    warranty = Require.optionalText("warranty", warranty, 600);
    scopeOut = Require.list("scope_out", scopeOut);
    terms = Require.list("terms", terms);
  }

  /** A proposal of which nothing is known yet. */
  public static SalesProposalBrief empty() {
    return new SalesProposalBrief(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** One priced line; discount and tax in percent of the line. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Item(
      String name,
      Optional<String> detail,
      BigDecimal quantity,
      BigDecimal unitPrice,
      Optional<BigDecimal> discount,
      Optional<BigDecimal> tax) {
    public Item {
      name = Require.text("name", name);
      detail = Require.optionalText("detail", detail, 400);
      quantity = Require.positive("quantity", quantity);
      unitPrice = Require.amount("unit_price", unitPrice);
      discount = Require.optionalPercent("discount", discount, 0, 100);
      tax = Require.optionalPercent("tax", tax, 0, 60);
    }
  }
}
