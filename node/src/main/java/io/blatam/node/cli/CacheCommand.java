package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code blatam cache …}: what the cache of the running platform does, and what to do with it. */
@Command(
    name = "cache",
    description = "Look into the cache of the running platform.",
    synopsisSubcommandLabel = "VERB")
final class CacheCommand implements Runnable {

  private static final String ROOT = "/api/v1/kv-cache/";

  private final Context context;

  @picocli.CommandLine.Spec private picocli.CommandLine.Model.CommandSpec spec;

  CacheCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** What every verb below takes. */
  static class Shown {

    @Mixin private Connection connection;

    @Mixin private AnswerLanguage language;

    @Option(names = "--json", description = "Say what the platform answers, as it answers.")
    private boolean json;

    Api open(Context context) {
      return connection.running(context);
    }

    Speech speech(Context context) {
      return language.speech(context);
    }
  }

  /** What those take that can be about a part of the cache. */
  static final class Asked extends Shown {

    @Option(names = "--tenant", paramLabel = "TENANT", description = "One tenant's part only.")
    private String tenant;

    @Option(
        names = "--namespace",
        paramLabel = "NAMESPACE",
        description = "One namespace only: generation, embedding, redis-0 …")
    private String namespace;

    /** What the figures are about that are shown together. */
    private CacheTables.Part part() {
      if (given(namespace).isPresent()) {
        return CacheTables.Part.NAMESPACE;
      }
      return given(tenant).isPresent() ? CacheTables.Part.TENANT : CacheTables.Part.WHOLE;
    }

    private String path(String name) {
      List<String> query = new ArrayList<>();
      given(tenant).ifPresent(value -> query.add("tenant=" + encoded(value)));
      given(namespace).ifPresent(value -> query.add("namespace=" + encoded(value)));
      return ROOT + name + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static Optional<String> given(String value) {
      return Optional.ofNullable(value);
    }

    private static String encoded(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }

  private interface Table {
    List<String> of(JsonNode answer, Speech speech);
  }

  private int show(Shown asked, JsonNode answer, Table table) {
    if (asked.json) {
      context.terminal().print(Output.json(answer));
    } else {
      table.of(answer, asked.speech(context)).forEach(context.terminal()::print);
    }
    return ExitCode.OK;
  }

  @Command(name = "stats", description = "Hits, savings, memory, latencies.")
  int stats(@Mixin Asked asked) {
    JsonNode answer = asked.open(context).get(asked.path("stats"));
    return show(asked, answer, (said, speech) -> CacheTables.stats(said, asked.part(), speech));
  }

  @Command(name = "top", description = "The keys that are looked up most, and what hits saved.")
  int top(@Mixin Asked asked) {
    JsonNode answer = asked.open(context).get(asked.path("analytics"));
    return show(asked, answer, CacheTables::top);
  }

  @Command(name = "curve", description = "What more or less memory would do.")
  int curve(@Mixin Asked asked) {
    JsonNode answer =
        asked.open(context).get(asked.path("analytics"), asked.speech(context).header());
    return show(asked, answer, CacheCurve::lines);
  }

  @Command(name = "health", description = "Whether the cache is well. Exit code 1 when it is not.")
  int health(@Mixin Shown asked) {
    JsonNode answer = asked.open(context).get(ROOT + "health", asked.speech(context).header());
    show(asked, answer, CacheHealth::lines);
    return answer.path("state").asText().equals("critical") ? ExitCode.FAILED : ExitCode.OK;
  }

  @Command(name = "clear", description = "Remove entries: of a tenant, a namespace, a prefix.")
  int clear(
      @Mixin Asked asked,
      @Option(names = "--prefix", paramLabel = "PREFIX", description = "Keys that begin so only.")
          String prefix,
      @Option(names = "--all", description = "Everything.") boolean all,
      @Option(names = "--yes", description = "Do it; without this nothing is removed.")
          boolean yes) {
    Map<String, Object> body = new HashMap<>();
    Asked.given(asked.tenant).ifPresent(value -> body.put("tenant", value));
    Asked.given(asked.namespace).ifPresent(value -> body.put("namespace", value));
    Asked.given(prefix).ifPresent(value -> body.put("prefix", value));
    if (body.isEmpty() && !all) {
      throw CommandFailure.misunderstood(
          "say what to clear: --tenant, --namespace or --prefix, or --all for everything");
    }
    if (!yes) {
      throw new CommandFailure(
          "this would remove "
              + (body.isEmpty() ? "everything" : "the entries of " + body)
              + " from the cache; add --yes to do it");
    }
    body.put("all", all);
    JsonNode answer = asked.open(context).post(ROOT + "clear", body);
    return show(asked, answer, CacheTables::cleared);
  }

  @Command(
      name = "policy",
      description = "Say which policy evicts, or choose another until the next restart.")
  int policy(
      @Mixin Shown asked,
      @Parameters(arity = "0..1", paramLabel = "POLICY", description = "adaptive, lru or lfu.")
          String policy) {
    Api api = asked.open(context);
    JsonNode answer =
        policy == null
            ? api.get(ROOT + "policy")
            : api.put(ROOT + "policy", Map.of("policy", policy));
    return show(asked, answer, CacheTables::policy);
  }
}
