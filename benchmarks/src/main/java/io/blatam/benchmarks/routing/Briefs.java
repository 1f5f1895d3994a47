package io.blatam.benchmarks.routing;

import com.typesafe.config.ConfigFactory;
import io.blatam.bul.agent.BriefRouter;
import io.blatam.bul.agent.Routing;
import io.blatam.bul.agent.RoutingSettings;
import io.blatam.bul.agent.SmeAgents;
import io.blatam.bul.brief.Brief;
import io.blatam.inference.api.Embedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The router on the held-out half of the labelled briefs. */
final class Briefs {
  private static final double AREA_TARGET = 0.90;
  private static final double TYPE_TARGET = 0.88;
  private static final String ASK = "ask";
  private static final String NONE = "-";
  private static final int ROUNDS = 5;

  private record Labelled(String area, String type, String text) {
    boolean typed() {
      return !area.equals(ASK) && !type.equals(NONE);
    }
  }

  private Briefs() {}

  /**
   * @return whether the targets are met
   */
  static boolean measure(Embedder embedder) throws IOException {
    List<Labelled> briefs = heldOut();
    SmeAgents agents = SmeAgents.shipped();
    RoutingSettings settings = RoutingSettings.of(ConfigFactory.load());
    System.out.printf(
        "%d held-out briefs, Spanish (ES, MX, CO, AR) and English; asked below %.2f%n%n",
        briefs.size(), settings.askBelow());
    System.out.printf(
        "%-18s %6s %6s | %9s %9s %9s | %9s %9s%n",
        "router", "area", "type", "answered", "answered", "asked", "asked", "ece of");
    System.out.printf(
        "%-18s %6s %6s | %9s %9s %9s | %9s %9s%n",
        "", "", "", "right", "wrong", "wrongly", "rightly", "type");
    report("words only", BriefRouter.byWords(agents, settings, type -> true), briefs);
    BriefRouter router = BriefRouter.with(agents, embedder, settings, type -> true);
    double[] reached = report("words and meaning", router, briefs);
    System.out.println();
    latency(router, briefs);
    boolean area = RoutingBench.target("own briefs, area", reached[0], AREA_TARGET);
    boolean type = RoutingBench.target("own briefs, document type", reached[1], TYPE_TARGET);
    System.out.println();
    return area && type;
  }

  /**
   * Type: of the briefs that want a document of the list, how many have their type first, asked or
   * not.
   *
   * @return accuracy of area and of type
   */
  private static double[] report(String name, BriefRouter router, List<Labelled> briefs) {
    int areas = 0;
    int areaRight = 0;
    int typed = 0;
    int typeRight = 0;
    int answeredRight = 0;
    int answeredWrong = 0;
    int vague = 0;
    int askedRightly = 0;
    Calibration calibration = new Calibration();
    for (Labelled brief : briefs) {
      Routing routing = router.route(Brief.ofText(brief.text()));
      boolean asked = routing.documentType().isEmpty();
      if (!brief.area().equals(ASK)) {
        areas++;
        areaRight += routing.area().id().equals(brief.area()) ? 1 : 0;
      }
      if (brief.typed()) {
        boolean right = routing.types().get(0).id().equals(brief.type());
        typed++;
        typeRight += right ? 1 : 0;
        answeredRight += !asked && right ? 1 : 0;
        answeredWrong += !asked && !right ? 1 : 0;
      } else {
        vague++;
        askedRightly += asked ? 1 : 0;
      }
      calibration.add(
          routing.types().get(0).probability(),
          brief.typed() && routing.types().get(0).id().equals(brief.type()));
    }
    System.out.printf(
        "%-18s %6.3f %6.3f | %9.3f %9.3f %9.3f | %9.3f %9.3f%n",
        name,
        (double) areaRight / areas,
        (double) typeRight / typed,
        (double) answeredRight / typed,
        (double) answeredWrong / typed,
        1 - (double) (answeredRight + answeredWrong) / typed,
        (double) askedRightly / vague,
        calibration.error());
    return new double[] {(double) areaRight / areas, (double) typeRight / typed};
  }

  private static void latency(BriefRouter router, List<Labelled> briefs) {
    long[] nanos = new long[ROUNDS * briefs.size()];
    for (int i = 0; i < nanos.length; i++) {
      Brief brief = Brief.ofText(briefs.get(i % briefs.size()).text());
      long started = System.nanoTime();
      router.route(brief);
      nanos[i] = System.nanoTime() - started;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "one routing, warm, embedding included: median %.1f ms, 99th percentile %.1f ms%n",
        nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
  }

  private static List<Labelled> heldOut() throws IOException {
    try (InputStream in = Briefs.class.getResourceAsStream("/routing/held-out.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(cells -> new Labelled(cells[0], cells[1], cells[3]))
          .toList();
    }
  }
}
