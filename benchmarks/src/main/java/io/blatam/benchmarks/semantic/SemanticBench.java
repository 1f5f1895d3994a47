package io.blatam.benchmarks.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.blatam.inference.api.Embedder.Role;
import io.blatam.inference.embed.E5Embedder;
import io.blatam.inference.semantic.PromptSketch;
import io.blatam.inference.semantic.SemanticSettings;
import io.blatam.inference.semantic.SimilarityRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;

/**
 * {@code ./blatam bench semantic [--data DIR]}: served right against served wrong, beside a rule
 * that looks at the embedding alone, as semantic caches usually do.
 */
public final class SemanticBench {

  /** Every cached prompt is a candidate; the rule has to leave all others alone. */
  private record Asked(PromptSketch sketch, int rightOne) {}

  private record Pair(boolean same, PromptSketch earlier, PromptSketch asked, String text) {}

  private static final int BATCH = 64;
  private static final int ANY = Integer.MAX_VALUE;
  private static final String OURS = "ours";
  private static final double[] COSINES = {0.95, 0.97, 0.98};

  private final E5Embedder embedder;

  private SemanticBench(E5Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * @return the process's exit status: 0 if no altered prompt is served
   */
  public static int run(List<String> arguments) throws IOException {
    if (!arguments.isEmpty() && (arguments.size() != 2 || !arguments.get(0).equals("--data"))) {
      System.err.println("Usage: ./blatam bench semantic [--data DIR]");
      return 2;
    }
    Locale.setDefault(Locale.ROOT);
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      return new SemanticBench(new E5Embedder(BATCH, threads)).measure(arguments) ? 0 : 1;
    } finally {
      threads.shutdown();
    }
  }

  private boolean measure(List<String> arguments) throws IOException {
    SimilarityRule rule = SemanticSettings.of(ConfigFactory.load(), "generation").rule();
    System.out.printf("%-36s %-32s %8s %8s %8s%n", "prompts", "rule", "asked", "right", "wrong");
    List<Pair> pairs = ownPairs();
    boolean none = own(pairs, OURS, rule::mayServe) == 0;
    own(pairs, "ours, 1 word other or more", substituting(rule, 1)::mayServe);
    own(pairs, "ours, any other or more", substituting(rule, ANY)::mayServe);
    for (double cosine : COSINES) {
      own(pairs, "cosine >= " + cosine + " alone", byCosine(cosine));
    }
    Path file =
        arguments.isEmpty() ? Path.of("") : Path.of(arguments.get(1)).resolve("mock_data.json");
    if (arguments.isEmpty() || !Files.exists(file)) {
      System.out.println("Public pairs skipped: --data DIR with mock_data.json was not given");
      return none;
    }
    publicPairs(file, rule);
    return none;
  }

  /**
   * @return how many were served wrongly
   */
  private static int own(
      List<Pair> pairs, String name, BiPredicate<PromptSketch, PromptSketch> rule) {
    int right = 0;
    int wrong = 0;
    for (Pair pair : pairs) {
      boolean served = rule.test(pair.earlier(), pair.asked());
      right += served && pair.same() ? 1 : 0;
      wrong += served && !pair.same() ? 1 : 0;
      if (served && !pair.same() && name.equals(OURS)) {
        System.out.println("served wrongly: " + pair.text());
      }
    }
    print("same or altered, Spanish and English", name, pairs.size(), right, wrong);
    return wrong;
  }

  private void publicPairs(Path file, SimilarityRule rule) throws IOException {
    List<String> origins = new ArrayList<>();
    List<String> similar = new ArrayList<>();
    for (JsonNode pair : new ObjectMapper().readTree(file.toFile())) {
      origins.add(pair.path("origin").asText());
      similar.add(pair.path("similar").asText());
    }
    List<PromptSketch> cached = sketches(origins);
    List<PromptSketch> asked = sketches(similar);
    List<Asked> all = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      all.add(new Asked(asked.get(i), origins.indexOf(origins.get(i))));
    }
    retrieve(OURS, cached, all, rule::mayServe);
    retrieve("ours, 1 word other or more", cached, all, substituting(rule, 1)::mayServe);
    retrieve("ours, any other or more", cached, all, substituting(rule, ANY)::mayServe);
    for (double cosine : COSINES) {
      retrieve("cosine >= " + cosine + " alone", cached, all, byCosine(cosine));
    }
  }

  private static SimilarityRule substituting(SimilarityRule rule, int words) {
    return new SimilarityRule(rule.minCosine(), rule.minOverlap(), words);
  }

  private static void retrieve(
      String name,
      List<PromptSketch> cached,
      List<Asked> asked,
      BiPredicate<PromptSketch, PromptSketch> rule) {
    int right = 0;
    int wrong = 0;
    for (Asked each : asked) {
      int best = -1;
      for (int i = 0; i < cached.size(); i++) {
        boolean better =
            best < 0
                || cached.get(i).cosine(each.sketch()) > cached.get(best).cosine(each.sketch());
        if (better && rule.test(cached.get(i), each.sketch())) {
          best = i;
        }
      }
      right += best == each.rightOne() ? 1 : 0;
      wrong += best >= 0 && best != each.rightOne() ? 1 : 0;
    }
    print("public pairs", name, asked.size(), right, wrong);
  }

  private static BiPredicate<PromptSketch, PromptSketch> byCosine(double least) {
    return (earlier, asked) -> earlier.cosine(asked) >= least;
  }

  private List<Pair> ownPairs() throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                SemanticBench.class.getResourceAsStream("/semantic/prompts.tsv"),
                StandardCharsets.UTF_8))) {
      in.lines().forEach(line -> lines.add(line.split("\t")));
    }
    List<PromptSketch> earlier = sketches(lines.stream().map(line -> line[1]).toList());
    List<PromptSketch> asked = sketches(lines.stream().map(line -> line[2]).toList());
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] line = lines.get(i);
      pairs.add(
          new Pair(
              line[0].equals("same"), earlier.get(i), asked.get(i), line[1] + " | " + line[2]));
    }
    return pairs;
  }

  private List<PromptSketch> sketches(List<String> texts) {
    List<PromptSketch> sketches = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += BATCH) {
      List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
      List<float[]> vectors = embedder.embed(batch, Role.QUERY);
      for (int i = 0; i < batch.size(); i++) {
        sketches.add(PromptSketch.of(batch.get(i), vectors.get(i)));
      }
    }
    return sketches;
  }

  private static void print(String prompts, String rule, int asked, int right, int wrong) {
    System.out.printf("%-36s %-32s %8d %8d %8d%n", prompts, rule, asked, right, wrong);
  }
}
