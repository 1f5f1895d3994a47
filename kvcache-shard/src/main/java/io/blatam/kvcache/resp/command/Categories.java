package io.blatam.kvcache.resp.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of Redis's categories of commands one belongs to: those that its ACL rules name. */
final class Categories {

  /** In the order in which Redis tells them. */
  private static final List<String> ALL =
      List.of(
          "keyspace",
          "read",
          "write",
          "string",
          "json",
          "pubsub",
          "admin",
          "fast",
          "slow",
          "dangerous",
          "connection");

  private static final Set<String> DANGEROUS = Set.of("keys", "flushdb", "flushall", "info");
  private static final Set<String> KEYSPACE = Set.of("dbsize", "flushdb", "flushall");

  private Categories() {}

  static List<String> of(Command command) {
    Set<String> of = new HashSet<>(List.of(command.flags().contains("fast") ? "fast" : "slow"));
    if (command.subcommands().isEmpty() && !command.name().equals("pubsub|help")) {
      of.add(command.group().equals("generic") ? "keyspace" : command.group());
    }
    if (command.flags().contains("readonly")) {
      of.add("read");
    }
    if (command.flags().contains("write")) {
      of.add("write");
    }
    if (command.flags().contains("admin") || command.name().equals("role")) {
      of.addAll(List.of("admin", "dangerous"));
    }
    if (DANGEROUS.contains(command.name())) {
      of.add("dangerous");
    }
    if (KEYSPACE.contains(command.name())) {
      of.add("keyspace");
    }
    if (command.name().startsWith("command")) {
      of.add("connection");
    }
    List<String> ordered = new ArrayList<>(ALL);
    ordered.retainAll(of);
    return ordered;
  }
}
