package io.blatam.benchmarks.bul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/**
 * 60 briefs through the gateway: every type in both languages from its example, or from a sentence
 * where it has none, and as many again for other countries as 60 leave room for. Each must be done,
 * with no template residue, no figure that does not hold, and files that open. The second round
 * asks for the same.
 */
final class BriefsMeasurement {

  private static final int BRIEFS = 60;
  private static final int AT_ONCE = 4;
  private static final List<String> LANGUAGES = List.of("es", "en");
  private static final List<String> ELSEWHERE = List.of("MX", "CO", "AR");

  private static final Pattern RESIDUE =
      Pattern.compile("\\{\\{|\\{%|Optional\\[|Optional\\.empty|io\\.blatam\\.");

  /** Findings that say that figures do not hold. */
  private static final Set<String> FIGURES =
      Set.of(
          "changed-figure",
          "unproven-figure",
          "inconsistent-figure",
          "sum-mismatch",
          "unknown-figure");

  private record Outcome(String brief, boolean done, List<String> faults) {}

  private final Gateway gateway;

  BriefsMeasurement(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * @return whether every document of both rounds is as it should be
   */
  boolean table() throws Exception {
    List<ObjectNode> briefs = briefs();
    System.out.printf(
        "%n%-16s %8s %8s %12s   %s%n", "60 briefs", "done", "faults", "docs/min", "target: 60, 0");
    boolean good = round("cold", briefs);
    return round("again", briefs) & good;
  }

  private List<ObjectNode> briefs() throws InterruptedException {
    JsonNode types = gateway.get("/api/v1/bul/document-types").path("items");
    String run = Long.toString(System.currentTimeMillis(), 36);
    List<ObjectNode> briefs = new ArrayList<>();
    for (String language : LANGUAGES) {
      for (JsonNode type : types) {
        briefs.add(brief(type, language, language.equals("es") ? "ES" : "US", run));
      }
    }
    for (int i = 0; briefs.size() < BRIEFS; i++) {
      briefs.add(
          brief(types.get(i % types.size()), "es", ELSEWHERE.get(i % ELSEWHERE.size()), run));
    }
    return briefs.subList(0, BRIEFS);
  }

  private static ObjectNode brief(JsonNode type, String language, String country, String run) {
    ObjectNode brief = JsonNodeFactory.instance.objectNode();
    brief.put("document_type", type.path("id").asText()).put("language", language);
    brief.putObject("company").put("name", "Nortia " + run).put("country", country);
    brief.putArray("formats").add("pdf").add("docx").add("md");
    JsonNode example = type.path("example").path(language);
    if (example.isObject()) {
      brief.set(type.path("key").asText(), example);
    } else {
      brief.put("text", type.path("name").path(language).asText());
    }
    return brief;
  }

  private boolean round(String name, List<ObjectNode> briefs) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    long began = System.nanoTime();
    List<Outcome> outcomes = new ArrayList<>();
    try {
      List<Callable<Outcome>> asks =
          briefs.stream().map(brief -> (Callable<Outcome>) () -> made(brief)).toList();
      for (Future<Outcome> made : callers.invokeAll(asks)) {
        outcomes.add(made.get());
      }
    } finally {
      callers.shutdownNow();
    }
    double minutes = (System.nanoTime() - began) / 60e9;
    long done = outcomes.stream().filter(Outcome::done).count();
    long faults = outcomes.stream().mapToLong(outcome -> outcome.faults().size()).sum();
    System.out.printf(
        Locale.ROOT, "%-16s %8d %8d %12.0f%n", name, done, faults, briefs.size() / minutes);
    outcomes.stream()
        .filter(outcome -> !outcome.faults().isEmpty())
        .forEach(
            outcome ->
                System.out.println(
                    "  " + outcome.brief() + ": " + String.join("; ", outcome.faults())));
    return done == briefs.size() && faults == 0;
  }

  private Outcome made(ObjectNode brief) throws InterruptedException {
    String name =
        brief.path("document_type").asText()
            + " "
            + brief.path("language").asText()
            + " "
            + brief.at("/company/country").asText();
    JsonNode job = gateway.document(brief.toString());
    String status = job.path("status").asText();
    if (!status.equals("done")) {
      return new Outcome(name, false, List.of(status + ": " + job.path("error").asText()));
    }
    List<String> faults = new ArrayList<>();
    for (JsonNode finding : job.path("findings")) {
      String code = finding.path("code").asText();
      if (FIGURES.contains(code) || code.equals("template-residue")) {
        faults.add(
            code
                + " in "
                + finding.path("section").asText()
                + ": "
                + finding.path("detail").asText());
      }
    }
    if (RESIDUE.matcher(new String(gateway.file(job, "md"), StandardCharsets.UTF_8)).find()) {
      faults.add("template residue in the Markdown");
    }
    try (PDDocument pdf = Loader.loadPDF(gateway.file(job, "pdf"));
        XWPFDocument docx = new XWPFDocument(new ByteArrayInputStream(gateway.file(job, "docx")))) {
      if (pdf.getNumberOfPages() == 0 || docx.getBodyElements().isEmpty()) {
        faults.add("an empty file");
      }
    } catch (IOException e) {
      faults.add("a file does not open: " + e.getMessage());
    }
    return new Outcome(name, true, faults);
  }
}
