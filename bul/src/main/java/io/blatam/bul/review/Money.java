package io.blatam.bul.review;

import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.locale.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One currency: no amount stands beside the code or sign of another one. */
final class Money {
  private static final Pattern CODE = Pattern.compile("\\b([A-Z]{3})\\b|([€£])");

  private Money() {}

  static List<Remark> check(ReviewedText text) {
    String own = text.plan().brief().currency().code();
    String asked = text.plan().brief().asked().text().orElse("");
    List<Remark> remarks = new ArrayList<>();
    for (ReviewedText.Chapter chapter : text.chapters()) {
      Matcher found = CODE.matcher(chapter.text());
      while (found.find()) {
        String sign = found.group();
        String code = sign.equals("€") ? "EUR" : sign.equals("£") ? "GBP" : sign;
        boolean other = Currency.find(code).isPresent() && !code.equals(own);
        if (other && amountBeside(chapter.text(), found) && !asked.contains(sign)) {
          remarks.add(
              new Remark(
                  "other-currency",
                  Severity.WARNING,
                  chapter.id(),
                  ReviewedText.quote(chapter.text(), found),
                  text.language()
                      .choose(
                          "El documento está en %s; convierta el importe o explique por qué va en"
                              + " %s",
                          "The document is in %s; convert the amount or say why it is in %s")
                      .formatted(own, code)));
          break;
        }
      }
    }
    return remarks;
  }

  private static boolean amountBeside(String text, Matcher found) {
    String before = text.substring(Math.max(0, found.start() - 2), found.start());
    String after = text.substring(found.end(), Math.min(text.length(), found.end() + 2));
    return before.matches("(?s).*\\d.?") || after.matches("(?s).?\\d.*");
  }
}
