package io.blatam.inference.gguf;

/** JSON (RFC 8259) as a grammar in llama.cpp's notation, GBNF. */
final class JsonGrammar {

  /** Any object, nested as deep as you like. */
  static final String ANY_OBJECT =
      """
      root   ::= object
      value  ::= object | array | string | number | ("true" | "false" | "null") ws
      object ::= "{" ws ( string ":" ws value ("," ws string ":" ws value)* )? "}" ws
      array  ::= "[" ws ( value ("," ws value)* )? "]" ws
      string ::= "\\"" ( [^"\\\\\\x7F\\x00-\\x1F] | "\\\\" (["\\\\bfnrt/] | "u" [0-9a-fA-F]{4}) )* "\\"" ws
      number ::= ("-"? ([0-9] | [1-9] [0-9]{0,15})) ("." [0-9]+)? ([eE] [-+]? [0-9] [1-9]{0,15})? ws
      ws     ::= | " " | "\\n" [ \\t]{0,20}
      """;

  private JsonGrammar() {}
}
