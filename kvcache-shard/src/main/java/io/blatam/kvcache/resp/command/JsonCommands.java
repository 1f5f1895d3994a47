package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Edit.Condition;
import io.blatam.kvcache.shard.Expiry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * JSON.SET, JSON.GET, JSON.DEL. A document is kept as its text, an ordinary string: changing a part
 * of it reads it, changes it here and writes it back where nobody has changed it meanwhile.
 */
final class JsonCommands {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private static final Edit READ = new Edit.Read();

  private JsonCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("json");
    table.writes("json.set", -4, "Sets a document or a part of it", JsonCommands::set);
    table.reads("json.get", -2, "Gets a document or parts of it", JsonCommands::get);
    table.writes("json.del", -2, "Removes a document or a part of it", JsonCommands::delete);
  }

  private static Step set(Invocation call) {
    JsonPath path = JsonPath.parse(new String(call.bytes(2), UTF_8));
    JsonNode value = given(call.bytes(3));
    Condition condition = condition(call);
    byte[] key = call.key(1);
    if (path.root()) {
      Edit write = new Edit.Write(text(value), condition, Expiry.KEEP, false);
      return Step.one(
          key, write, effect -> StringCommands.accepted(effect).done() ? Reply.OK : Reply.NIL);
    }
    return new Step.First(
        new Step.Change(key, READ),
        effect -> {
          if (!effect.found()) {
            throw new CommandException("ERR new objects must be created at the root");
          }
          JsonNode document = stored(effect.value());
          boolean there = path.find(document).isPresent();
          boolean holds =
              condition == Condition.ALWAYS || there == (condition == Condition.IF_PRESENT);
          if (!holds || !path.set(document, value)) {
            return Step.done(Reply.NIL);
          }
          return replace(key, effect.value(), document, Reply.OK, () -> set(call));
        });
  }

  private static Condition condition(Invocation call) {
    if (call.size() == 4) {
      return Condition.ALWAYS;
    }
    return switch (call.size() == 5 ? call.upper(4) : "") {
      case "NX" -> Condition.IF_ABSENT;
      case "XX" -> Condition.IF_PRESENT;
      default -> throw CommandException.syntax();
    };
  }

  private static Step get(Invocation call) {
    return new Step.First(
        new Step.Change(call.key(1), READ),
        effect -> Step.done(effect.found() ? parts(call, stored(effect.value())) : Reply.NIL));
  }

  /** Options first, in any order, then paths: without any, all of the document. */
  private static Reply parts(Invocation call, JsonNode document) {
    JsonLayout layout = JsonLayout.COMPACT;
    int at = 2;
    while (at < call.size() && JsonLayout.OPTIONS.contains(call.upper(at))) {
      String option = call.upper(at++);
      // Nothing that could be read otherwise is escaped: NOESCAPE, which has no text, says nothing.
      if (!option.equals("NOESCAPE")) {
        layout = layout.with(option, at < call.size() ? utf8(call, at) : "");
        at++;
      }
    }
    if (at > call.size()) {
      throw CommandException.arity("json.get");
    }
    List<String> paths = new ArrayList<>();
    for (; at < call.size(); at++) {
      paths.add(utf8(call, at));
    }
    JsonNode found = paths.size() < 2 ? one(paths, document) : several(paths, document);
    return Reply.bulk(layout.text(found, call.server().maxReplyBytes()));
  }

  private static String utf8(Invocation call, int index) {
    return new String(call.bytes(index), UTF_8);
  }

  private static JsonNode one(List<String> paths, JsonNode document) {
    if (paths.isEmpty()) {
      return document;
    }
    JsonPath path = JsonPath.parse(paths.get(0));
    return part(path, paths.get(0), path.dollar(), document);
  }

  /** One path with a dollar among them makes all of them answer as if they had one. */
  private static JsonNode several(List<String> paths, JsonNode document) {
    ObjectNode parts = JSON.createObjectNode();
    boolean dollar = paths.stream().anyMatch(path -> path.startsWith("$"));
    for (String path : paths) {
      parts.set(path, part(JsonPath.parse(path), path, dollar, document));
    }
    return parts;
  }

  private static JsonNode part(JsonPath path, String shown, boolean dollar, JsonNode document) {
    Optional<JsonNode> found = path.find(document);
    if (dollar) {
      ArrayNode matches = JSON.createArrayNode();
      found.ifPresent(matches::add);
      return matches;
    }
    return found.orElseThrow(() -> new CommandException("ERR Path '" + shown + "' does not exist"));
  }

  private static Step delete(Invocation call) {
    if (call.size() > 3) {
      throw CommandException.arity("json.del");
    }
    byte[] key = call.key(1);
    JsonPath path = JsonPath.parse(call.size() == 3 ? utf8(call, 2) : "$");
    if (path.root()) {
      return Step.one(key, new Edit.Delete(false), effect -> Reply.whole(effect.done() ? 1 : 0));
    }
    return new Step.First(
        new Step.Change(key, READ),
        effect -> {
          if (!effect.found()) {
            return Step.done(Reply.ZERO);
          }
          JsonNode document = stored(effect.value());
          return path.remove(document)
              ? replace(key, effect.value(), document, Reply.ONE, () -> delete(call))
              : Step.done(Reply.ZERO);
        });
  }

  private static Step replace(
      byte[] key, byte[] before, JsonNode after, Reply reply, Supplier<Step> again) {
    return new Step.First(
        new Step.Change(key, new Edit.Replace(before, text(after))),
        effect -> StringCommands.accepted(effect).done() ? Step.done(reply) : again.get());
  }

  private static JsonNode given(byte[] text) {
    return parse(text, e -> new CommandException("ERR that is not JSON: " + e));
  }

  private static JsonNode stored(byte[] text) {
    return parse(text, e -> new CommandException("WRONGTYPE Existing key has wrong Redis type"));
  }

  private static JsonNode parse(byte[] text, Function<String, CommandException> failure) {
    try {
      JsonNode node = JSON.readTree(text);
      if (!node.isMissingNode()) {
        return node;
      }
      throw failure.apply("nothing at all");
    } catch (JsonProcessingException e) {
      throw failure.apply(e.getOriginalMessage());
    } catch (IOException e) {
      throw failure.apply(e.getMessage());
    }
  }

  private static byte[] text(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
