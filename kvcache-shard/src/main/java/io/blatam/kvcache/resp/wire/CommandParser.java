package io.blatam.kvcache.resp.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into commands, however the stream is chunked. Keeps nothing but the
 * command that is not complete yet, and for that room in proportion to what has really come, which
 * it accounts for: announcing a large argument costs nobody anything. Not thread-safe.
 *
 * <p>Follows the reading side of the RESP specification, and Redis where the specification is
 * silent: what line ends look like is not checked, arrays without elements are skipped.
 */
public final class CommandParser {

  private enum State {
    START,
    INLINE,
    COUNT,
    LENGTH,
    BULK,
    END_OF_BULK
  }

  private final ParserLimits limits;
  private final WholeCommand whole;
  private State state = State.START;
  private final Line line = new Line();
  private byte[][] arguments = new byte[0][];
  private int count;
  private int expected;
  private final Argument argument = new Argument();
  private int lineEndsLeft;
  private boolean oversized;
  private long commandBytes;
  private int position;
  private boolean trusted;

  public CommandParser(ParserLimits limits) {
    this.limits = limits;
    this.whole = new WholeCommand(limits);
  }

  /** Takes long commands too from now on: it is known who sends them. */
  public void trust(boolean known) {
    trusted = known;
  }

  /**
   * Reads on until one command is complete.
   *
   * @return whether one is; the bytes up to {@link #position} are consumed either way
   */
  public boolean advance(byte[] bytes, int from, int to) {
    position = from;
    while (position < to) {
      boolean complete =
          switch (state) {
            case START -> start(bytes, to);
            case INLINE -> takeLine(bytes, to) && inline();
            case COUNT -> takeLine(bytes, to) && count();
            case LENGTH -> takeLine(bytes, to) && length();
            case BULK -> bulk(bytes, to);
            case END_OF_BULK -> endOfBulk();
          };
      if (complete) {
        return true;
      }
    }
    return false;
  }

  public int position() {
    return position;
  }

  /**
   * Cuts a command that has wholly come and is plain, of those that come next, without advancing.
   *
   * @return whether it was; {@link #aheadWords} and {@link #aheadEnd} are of it then
   */
  public boolean ahead(byte[] bytes, int from, int to) {
    return state == State.START && from < to && bytes[from] == '*' && whole.cut(bytes, from, to);
  }

  public byte[][] aheadWords() {
    return whole.words();
  }

  /** Where the command ends, which was begun then as if {@link #advance} had taken it. */
  public int aheadEnd() {
    return whole.end();
  }

  /** The arguments of the command that {@link #advance} has just completed. */
  public byte[][] command() {
    byte[][] complete = count == arguments.length ? arguments : Arrays.copyOf(arguments, count);
    arguments = new byte[0][];
    argument.forget();
    return complete;
  }

  /** An argument of that command was longer than {@link ParserLimits#maxArgumentBytes}. */
  public boolean oversized() {
    return oversized;
  }

  /** Whether a command has begun and not ended. */
  public boolean halfway() {
    return state != State.START;
  }

  /** About how many bytes the command that has begun takes, room for what is to come included. */
  public long held() {
    return commandBytes + line.length() + argument.room();
  }

  /**
   * Where the next bytes of a large argument stay, so that they can be read from the socket without
   * a detour; empty where the next bytes are to be given to {@link #advance}. Tell {@link
   * #received} how many came.
   */
  public ByteBuffer target(int atMost) {
    return state == State.BULK ? argument.target(atMost) : Argument.nowhere();
  }

  public void received(int bytes) {
    argument.received(bytes);
    commandBytes += bytes;
    if (argument.complete()) {
      argumentDone();
    }
  }

  /** Nothing comes after the command that has begun; what was kept of it is not any more. */
  public void abandon() {
    state = State.START;
    arguments = new byte[0][];
    count = 0;
    commandBytes = 0;
    argument.forget();
    line.release();
  }

  private boolean start(byte[] bytes, int to) {
    count = 0;
    commandBytes = 0;
    oversized = false;
    line.clear();
    if (bytes[position] == '*') {
      if (whole.cut(bytes, position, to)) {
        arguments = whole.words();
        count = arguments.length;
        position = whole.end();
        return true;
      }
      position++;
      state = State.COUNT;
    } else {
      state = State.INLINE;
    }
    return false;
  }

  /** Collects up to the line's end; false when it has not come yet. */
  private boolean takeLine(byte[] bytes, int to) {
    boolean ended = line.take(bytes, position, to);
    position = line.position();
    if (line.tooLong()) {
      throw new ProtocolException(
          switch (state) {
            case INLINE -> "too big inline request";
            case COUNT -> "too big mbulk count string";
            default -> "too big bulk count string";
          });
    }
    return ended;
  }

  private boolean inline() {
    arguments = InlineArguments.split(line.bytes(), line.length());
    count = arguments.length;
    line.release();
    state = State.START;
    return count > 0;
  }

  private boolean count() {
    long value = line.number(0, "invalid multibulk length");
    line.clear();
    if (value > Integer.MAX_VALUE) {
      throw new ProtocolException("invalid multibulk length");
    }
    if (value > ParserLimits.UNAUTHENTICATED_ARGUMENTS && !trusted) {
      throw new ProtocolException("unauthenticated multibulk length");
    }
    if (value <= 0) {
      state = State.START;
      return false;
    }
    expected = (int) value;
    arguments = new byte[Math.min(expected, 1024)][];
    state = State.LENGTH;
    return false;
  }

  private boolean length() {
    if (line.first() != '$') {
      char got = (char) (line.first() & 0xff);
      throw new ProtocolException("expected '$', got '" + (got < ' ' ? ' ' : got) + "'");
    }
    long length = line.number(1, "invalid bulk length");
    line.clear();
    if (length < 0 || length > ParserLimits.MAX_BULK_LENGTH) {
      throw new ProtocolException("invalid bulk length");
    }
    if (length > ParserLimits.UNAUTHENTICATED_BULK && !trusted) {
      throw new ProtocolException("unauthenticated bulk length");
    }
    commandBytes += ParserLimits.ARGUMENT_OVERHEAD;
    if (length > limits.maxArgumentBytes()) {
      oversized = true;
      argument.pass(length);
    } else if (commandBytes + length > limits.maxCommandBytes()) {
      throw new ProtocolException(
          "a command takes more than " + limits.maxCommandBytes() + " bytes");
    } else {
      argument.begin((int) length);
    }
    state = State.BULK;
    if (argument.complete()) {
      argumentDone();
    }
    return false;
  }

  private boolean bulk(byte[] bytes, int to) {
    boolean kept = argument.kept();
    int taken = argument.take(bytes, position, to);
    position += taken;
    commandBytes += kept ? taken : 0;
    if (argument.complete()) {
      argumentDone();
    }
    return false;
  }

  private void argumentDone() {
    if (count == arguments.length) {
      arguments = Arrays.copyOf(arguments, (int) Math.min(expected, 2L * arguments.length));
    }
    arguments[count++] = argument.bytes();
    lineEndsLeft = 2;
    state = State.END_OF_BULK;
  }

  private boolean endOfBulk() {
    position++;
    if (--lineEndsLeft > 0) {
      return false;
    }
    if (count < expected) {
      state = State.LENGTH;
      return false;
    }
    state = State.START;
    return true;
  }
}
