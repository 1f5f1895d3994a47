package io.blatam.kvcache.resp.command;

/** The command can not be carried out as it was sent; the message is the error reply. */
public final class CommandException extends RuntimeException {

  public CommandException(String message) {
    super(message, null, false, false);
  }

  static CommandException syntax() {
    return new CommandException("ERR syntax error");
  }

  static CommandException notAnInteger() {
    return new CommandException("ERR value is not an integer or out of range");
  }

  static CommandException arity(String command) {
    return new CommandException("ERR wrong number of arguments for '" + command + "' command");
  }

  static CommandException invalidExpiry(String command) {
    return new CommandException("ERR invalid expire time in '" + command + "' command");
  }

  /**
   * @param most what the values of one reply may take, in bytes
   */
  public static CommandException replyTooLarge(long most) {
    return new CommandException(
        "ERR the values of these keys take more than "
            + most
            + " bytes together; ask for fewer keys at a time");
  }

  static CommandException tooManyKeys(long most) {
    return new CommandException(
        "ERR the keys that match take more than " + most + " bytes together; use SCAN");
  }

  public static CommandException outOfMemory() {
    return new CommandException("OOM command not allowed when used memory > 'maxmemory'.");
  }
}
