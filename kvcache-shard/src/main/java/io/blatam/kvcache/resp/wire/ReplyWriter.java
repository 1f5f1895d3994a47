package io.blatam.kvcache.resp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Writes replies in RESP2 or RESP3. */
public final class ReplyWriter {

  private static final byte[] OK = "+OK\r\n".getBytes(ISO_8859_1);
  private static final byte[] NIL2 = "$-1\r\n".getBytes(ISO_8859_1);
  private static final byte[] NIL3 = "_\r\n".getBytes(ISO_8859_1);

  private ReplyWriter() {}

  public static void write(Reply reply, Protocol protocol, ReplySink out) {
    if (reply instanceof Reply.Bulk bulk) {
      bulk(bulk.value(), out);
    } else if (reply == Reply.OK) {
      out.bytes(OK);
    } else if (reply instanceof Reply.Whole whole) {
      out.header(':', whole.value());
    } else if (reply instanceof Reply.Nil) {
      out.bytes(protocol == Protocol.RESP3 ? NIL3 : NIL2);
    } else if (reply instanceof Reply.Simple simple) {
      line('+', simple.text(), out);
    } else if (reply instanceof Reply.Failure failure) {
      line('-', failure.text(), out);
    } else if (reply instanceof Reply.Many many) {
      elements('*', many.elements(), protocol, out);
    } else if (reply instanceof Reply.Pairs pairs) {
      pairs(pairs.elements(), protocol, out);
    } else if (reply instanceof Reply.Distinct distinct) {
      elements(protocol == Protocol.RESP3 ? '~' : '*', distinct.elements(), protocol, out);
    } else if (reply instanceof Reply.Push push) {
      elements(protocol == Protocol.RESP3 ? '>' : '*', push.elements(), protocol, out);
    } else if (reply instanceof Reply.Verbatim verbatim) {
      verbatim(verbatim.text(), protocol, out);
    } else if (reply instanceof Reply.Sequence sequence) {
      sequence.elements().forEach(element -> write(element, protocol, out));
    }
  }

  private static void bulk(byte[] value, ReplySink out) {
    out.header('$', value.length);
    out.value(value);
    out.lineEnd();
  }

  private static void line(char kind, String text, ReplySink out) {
    // An error may quote what the client sent; a line end in it would be a second reply.
    String safe = text.replace('\r', ' ').replace('\n', ' ');
    out.bytes((kind + safe + "\r\n").getBytes(ISO_8859_1));
  }

  private static void elements(char kind, List<Reply> elements, Protocol protocol, ReplySink out) {
    out.header(kind, elements.size());
    for (Reply element : elements) {
      write(element, protocol, out);
    }
  }

  private static void pairs(List<Reply> elements, Protocol protocol, ReplySink out) {
    boolean map = protocol == Protocol.RESP3;
    out.header(map ? '%' : '*', map ? elements.size() / 2 : elements.size());
    for (Reply element : elements) {
      write(element, protocol, out);
    }
  }

  private static void verbatim(String text, Protocol protocol, ReplySink out) {
    byte[] bytes = text.getBytes(UTF_8);
    if (protocol == Protocol.RESP2) {
      bulk(bytes, out);
      return;
    }
    out.header('=', bytes.length + 4L);
    out.bytes("txt:".getBytes(ISO_8859_1));
    out.value(bytes);
    out.lineEnd();
  }
}
