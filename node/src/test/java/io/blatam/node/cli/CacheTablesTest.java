package io.blatam.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheTablesTest {

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }

  @Test
  void stats_ofAnOperator_showsTotalsNamespacesAndLatencies() throws IOException {
    var lines =
        CacheTables.stats(
            json(
                """
                {"tenant":"default","own":{},"total":{"entries":1200,"bytes":1572864,"hits":900,"misses":100,
                 "hit_ratio":0.9,"saved_millis":7500000,"evictions":3,"quota_evictions":1,"removals":4,"expirations":2,"rejected":1},
                 "namespaces":[{"tenant":"acme","namespace":"generation","hits":900,"misses":100,"hit_ratio":0.9,
                 "joined":4,"saved_millis":7500000}],
                 "tiers":{"hot":{"entries":1200,"bytes":1572864,"hits":880,"dropped":0},
                 "cold":{"entries":40,"bytes":65536,"hits":20,"dropped":7}},
                 "prefetch":{"fetched":20,"useful":15,"wasted":5,"dropped":0},
                 "copies":{"taken":7,"hits":4200,"recalled":2,"declined":0},
                 "throughput":{"lookups":12.5,"insertions":1,"evictions":0},
                 "latency":{"get":{"count":1000,"p50":0.1,"p95":0.5,"p99":1.25,"max":9}},"nodes":{"silent":1}}\
                """),
            CacheTables.Part.WHOLE,
            Speech.ENGLISH);

    assertThat(lines)
        .contains(
            "1,200 entries, 1.5 MiB; hit ratio 90.0% (900 hits, 100 misses); saved 125 min 0 s of"
                + " computing",
            "evicted 3 (1 within a quota), expired 2, removed 4, rejected 1",
            "fetched ahead 20: 15 useful, 5 wasted",
            "copies of hot keys 7: 4,200 hits, 2 recalled",
            "1 node did not answer");
    assertThat(String.join("\n", lines)).containsPattern("acme +generation +900 +100 +90.0% +4");
    assertThat(String.join("\n", lines)).containsPattern("cold +40 +64 KiB +20 +7");
    assertThat(String.join("\n", lines)).containsPattern("get +1,000 +0.10 +0.50 +1.25 +9.00");
  }

  @Test
  void stats_ofAPart_showNothingOfTheWhole() throws IOException {
    JsonNode said =
        json(
            """
            {"tenant":"acme","own":{"entries":7,"bytes":1024,"hits":3,"misses":1,"hit_ratio":0.75},
             "total":{"entries":1200},"tiers":{"hot":{"entries":1200}},
             "namespaces":[{"tenant":"acme","namespace":"notes","hits":3,"misses":1,"hit_ratio":0.75}]}\
            """);

    String tenant =
        String.join("\n", CacheTables.stats(said, CacheTables.Part.TENANT, Speech.ENGLISH));
    assertThat(tenant).contains("7 entries", "notes").doesNotContain("1,200");
    String namespace =
        String.join("\n", CacheTables.stats(said, CacheTables.Part.NAMESPACE, Speech.ENGLISH));
    assertThat(namespace).contains("notes").doesNotContain("1,200", "7 entries");
    assertThat(
            CacheTables.stats(
                json("{\"namespaces\":[]}"), CacheTables.Part.NAMESPACE, Speech.ENGLISH))
        .containsExactly("Nothing has been looked up there.");
  }

  @Test
  void json_ofAnAnswer_hasItsNumbersAsTheyWere() throws IOException {
    String said = "{\"value\":200.0,\"small\":0.25,\"count\":1000000}";
    assertThat(Output.json(json(said))).isEqualTo(said.replace("200.0", "200"));
  }

  @Test
  void cleared_whereSomebodyWasSilent_saysWho() throws IOException {
    assertThat(
            CacheTables.cleared(
                json("{\"cleared\":2,\"silent\":1,\"silent_segments\":11}"), Speech.ENGLISH))
        .containsExactly("2 entries removed; 1 node did not answer; 11 segments did not answer");
  }

  @Test
  void top_aKeyThatWouldSteerTheTerminal_doesNot() throws IOException {
    var lines =
        CacheTables.top(
            json(
                """
                {"hottest":[{"tenant":"a","namespace":"b","key":"\\u001b[2Jgone\\n","lookups":3}]}\
                """),
            Speech.ENGLISH);
    assertThat(lines.get(1)).contains("·[2Jgone·").doesNotContain("\u001b", "\n");
  }

  @Test
  void curve_isDrawnWithItsSentences() throws IOException {
    var lines =
        CacheCurve.lines(
            json(
                """
                {"lookups":5000,"sampled_keys":300,"curve":{"capacity_bytes":1024,"points":[
                 {"factor":0.25,"bytes":256,"hit_ratio":0.1,"saved_versus_now":-0.8},
                 {"factor":1,"bytes":1024,"hit_ratio":0.5,"saved_versus_now":0},
                 {"factor":2,"bytes":2048,"hit_ratio":0.6,"saved_versus_now":0.11}]},
                 "sentences":["Twice the memory would save 11% more."]}\
                """),
            Speech.ENGLISH);

    assertThat(lines.get(1)).contains("256 B", "×1/4", "█████·", "10.0%", "-80.0%");
    assertThat(lines.get(2)).contains("1.0 KiB", "now", "50.0%");
    assertThat(lines.get(3)).contains("×2", "+11.0%");
    assertThat(lines)
        .contains(
            "Twice the memory would save 11% more.",
            "(LRU curve from 5,000 lookups, 300 keys looked at)");
  }

  @Test
  void curve_inSpanish_isSpanishThroughout() throws IOException {
    var lines =
        CacheCurve.lines(
            json(
                """
                {"lookups":15000,"sampled_keys":1300,"curve":{"capacity_bytes":1024,"points":[
                 {"factor":1,"bytes":1024,"hit_ratio":0.5,"saved_versus_now":0}]},
                 "sentences":["El doble de memoria ahorraría un 11 % más."]}\
                """),
            Speech.SPANISH);

    assertThat(lines.get(0)).contains("memoria", "aciertos", "ahorro");
    assertThat(lines.get(1)).contains("ahora ▸");
    assertThat(lines.get(4)).isEqualTo("(curva LRU de 15.000 consultas, 1.300 claves observadas)");
  }

  @Test
  void curve_nothingCameBackYet_isSentencesOnly() throws IOException {
    var lines =
        CacheCurve.lines(
            json(
                """
                {"lookups":12,"sampled_keys":3,"curve":{"capacity_bytes":1024,"points":[
                 {"factor":1,"bytes":1024,"hit_ratio":0,"saved_versus_now":0}]},
                 "sentences":["Too little was seen for a curve: ask again later."]}\
                """),
            Speech.ENGLISH);

    assertThat(lines)
        .containsExactly(
            "Too little was seen for a curve: ask again later.",
            "(LRU curve from 12 lookups, 3 keys looked at)");
  }

  @Test
  void health_saysWhatToDo() throws IOException {
    var lines =
        CacheHealth.lines(
            json(
                """
                {"state":"warn","checks":[
                 {"name":"hit-ratio","state":"ok","warn":0.3,"critical":0.05,"unit":"ratio"},
                 {"name":"memory","state":"warn","value":0.99,"unit":"of the bound","advice":"Add memory."},
                 {"name":"segments","state":"ok","value":0.0,"unit":"not answering"},
                 {"name":"latency-p99","state":"ok","value":16.511,"unit":"ms"}]}\
                """),
            Speech.ENGLISH);

    assertThat(lines.get(0)).isEqualTo("warn");
    assertThat(lines.get(1)).contains("hit-ratio", "not enough lookups yet");
    assertThat(lines.get(2)).contains("warn", "memory", "99.0% of the bound");
    assertThat(lines.get(3)).contains("Add memory.");
    assertThat(lines.get(4)).isEqualTo("ok        segments      0 not answering");
    assertThat(lines.get(5)).endsWith(" 16.5 ms");
  }

  @Test
  void tables_inSpanish_areSpanishThroughout() throws IOException {
    String stats =
        String.join(
            "\n",
            CacheTables.stats(
                json(
                    """
                    {"total":{"entries":12000,"bytes":1572864,"hits":900,"misses":100,"hit_ratio":0.9,"saved_millis":7500},
                     "throughput":{"lookups":12.5,"insertions":1,"evictions":0},"tiers":{"cold":{"entries":40,"bytes":65536}},
                     "prefetch":{"fetched":2,"useful":1,"wasted":1},"copies":{"taken":7},
                     "namespaces":[{"tenant":"acme","namespace":"generation","hits":900}],
                     "latency":{"get":{"count":1000,"p50":0.1,"p95":0.5,"p99":1.25,"max":9}},"nodes":{"silent":1}}\
                    """),
                CacheTables.Part.WHOLE,
                Speech.SPANISH));
    assertThat(stats)
        .contains(
            "12.000 entradas, 1,5 MiB; aciertos 90,0 %", "ahorrados 7,5 s", "por segundo: 12,5")
        .contains("frío", "inquilino", "último min", "1,25", "1 nodo no respondió")
        .doesNotContainPattern("\\b(entries|hits|misses|saved|tenant|useful|copies|count|tier)\\b");

    assertThat(
            CacheTables.top(
                json("{\"hottest\":[],\"savings\":[{\"namespace\":\"g\",\"tenant\":\"a\"}]}"),
                Speech.SPANISH))
        .containsExactly(
            "Ninguna clave destaca: de las consultadas últimamente ninguna se vio dos veces en la"
                + " muestra.",
            "ahorrado en g de a: 0,0 s de cálculo");

    assertThat(
            CacheHealth.lines(
                json(
                    """
                    {"state":"critical","checks":[
                     {"name":"hit-ratio","state":"ok","unit":"ratio"},
                     {"name":"latency-p99","state":"ok","unit":"ms"},
                     {"name":"memory","state":"warn","value":0.99,"unit":"of the bound","advice":"Añada."}]}\
                    """),
                Speech.SPANISH))
        .containsExactly(
            "crítico",
            "bien      aciertos      aún no hay bastantes consultas",
            "bien      latencia-p99  aún no hay bastantes operaciones",
            "aviso     memoria       99,0 % del límite",
            "          Añada.");
  }

  @Test
  void whatIsCounted_isOneOrMore() throws IOException {
    JsonNode one = json("{\"cleared\":1,\"silent\":1}");
    JsonNode more = json("{\"cleared\":1200,\"silent\":2}");
    assertThat(CacheTables.cleared(one, Speech.ENGLISH))
        .containsExactly("1 entry removed; 1 node did not answer");
    assertThat(CacheTables.cleared(more, Speech.ENGLISH))
        .containsExactly("1,200 entries removed; 2 nodes did not answer");
    assertThat(CacheTables.cleared(one, Speech.SPANISH))
        .containsExactly("1 entrada eliminada; 1 nodo no respondió");
    assertThat(CacheTables.cleared(more, Speech.SPANISH))
        .containsExactly("1.200 entradas eliminadas; 2 nodos no respondieron");
    assertThat(CacheTables.policy(json("{\"segments\":{\"lru\":1}}"), Speech.ENGLISH).get(0))
        .isEqualTo("lru: 1 segment");
  }

  @Test
  void language_isThatOfTheFirstVariableThatSaysOne() {
    assertThat(Speech.of(Map.of("LC_ALL", "", "LC_MESSAGES", "es_CO.UTF-8", "LANG", "en_US")))
        .isEqualTo(Speech.SPANISH);
    assertThat(Speech.of(Map.of("LC_ALL", "C.UTF-8", "LANG", "es_ES"))).isEqualTo(Speech.ENGLISH);
    assertThat(Speech.of(Map.of())).isEqualTo(Speech.ENGLISH);
  }
}
