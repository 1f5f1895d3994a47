package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RedisJSON's documentation says of JSON.SET, JSON.GET and JSON.DEL. */
class JsonCommandsTest {

  private static ScratchDoor door;
  private static RespClient client;

  @BeforeAll
  static void start() throws Exception {
    door = new ScratchDoor();
    client = door.client();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    door.close();
  }

  @BeforeEach
  void document() throws Exception {
    client.call("DEL", "doc", "new");
    client.call("JSON.SET", "doc", "$", "{'a':1,'b':{'c':[1,2]},'e':{}}".replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.a      | $:[1]",
        "$        | $:[{'a':1,'b':{'c':[1,2]},'e':{}}]",
        ".        | $:{'a':1,'b':{'c':[1,2]},'e':{}}",
        "a        | $:1",
        ".b.c[-1] | $:2",
        "$.b.c[1] | $:[2]",
        "$.none   | $:[]",
        ".none    | -ERR Path '.none' does not exist",
        "$.a $.b.c | $:{'$.a':[1],'$.b.c':[[1,2]]}",
        ".a .b.c   | $:{'.a':1,'.b.c':[1,2]}",
        ".a $.b.c  | $:{'.a':[1],'$.b.c':[[1,2]]}",
        ".none $.a | $:{'.none':[],'$.a':[1]}",
        "NOESCAPE a | $:1",
        "INDENT > NEWLINE / SPACE _ b | $:{/>'c':_[/>>1,/>>2/>]/}",
        "space _ e | $:{}",
        "INDENT    | -ERR wrong number of arguments for 'json.get' command",
      })
  void get_pathsAndLayout_asDocumented(String words, String reply) throws Exception {
    String[] command = ("JSON.GET doc " + words).split(" ");

    assertThat(client.call(command).replace('"', '\'')).isEqualTo(reply);
  }

  @ParameterizedTest
  @CsvSource({
    "doc $.a 3, +OK",
    "doc $.new 3, +OK",
    "doc $.a 3 NX, nil",
    "doc $.new 3 XX, nil",
    "doc $.new 3 NX, +OK",
    "doc $.a 3 xx, +OK",
    "doc $.none.new 3, nil",
    "doc $ 3 NX, nil",
    "new $ 3 XX, nil",
    "new . 3 NX, +OK",
    "new $.a 3, -ERR new objects must be created at the root",
    "doc $.a 3 FOO, -ERR syntax error",
    "doc $.a, -ERR wrong number of arguments for 'json.set' command",
  })
  void set_pathAndCondition_asDocumented(String words, String reply) throws Exception {
    assertThat(client.call(("JSON.SET " + words).split(" "))).isEqualTo(reply);
  }

  @ParameterizedTest
  @CsvSource({"doc $.a, :1", "doc $.none, :0", "doc, :1", "doc ., :1", "new, :0", "new $.a, :0"})
  void delete_path_saysHowMany(String words, String reply) throws Exception {
    assertThat(client.call(("JSON.DEL " + words).split(" "))).isEqualTo(reply);
  }

  @Test
  void get_missingKey_isNil() throws Exception {
    assertThat(client.call("JSON.GET", "new", "$")).isEqualTo("nil");
  }

  @Test
  void set_noJson_isRefusedAndTheDocumentStays() throws Exception {
    assertThat(client.call("JSON.SET", "doc", "$", "{")).startsWith("-ERR that is not JSON");
    assertThat(client.call("JSON.GET", "doc", "a")).isEqualTo("$:1");
  }

  @Test
  void get_longIndentOnManyLines_isRefused() throws Exception {
    client.call("JSON.SET", "doc", "$", "[" + "1,".repeat(9_999) + "1]");

    assertThat(client.call("JSON.GET", "doc", "INDENT", "x".repeat(100_000)))
        .startsWith("-ERR the document takes more than");
    assertThat(client.call("PING")).isEqualTo("+PONG");
  }
}
