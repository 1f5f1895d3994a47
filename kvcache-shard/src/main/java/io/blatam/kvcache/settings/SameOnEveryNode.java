package io.blatam.kvcache.settings;

import akka.cluster.ConfigValidation;
import akka.cluster.JoinConfigCompatChecker;
import com.typesafe.config.Config;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Settings that decide where a key lives and when a write counts. A node that has others would look
 * for keys where nobody else does, and read what was overwritten elsewhere: it is not let in. Akka
 * makes one by the name in {@code reference.conf}.
 */
public final class SameOnEveryNode extends JoinConfigCompatChecker {

  private static final Seq<String> KEYS =
      CollectionConverters.asScala(
              List.of(
                  "blatam.kvcache.segments",
                  "blatam.kvcache.write",
                  "blatam.kvcache.store",
                  "blatam.kvcache.copies.enabled",
                  "blatam.kvcache.copies.lease"))
          .toSeq();

  @Override
  public Seq<String> requiredKeys() {
    return KEYS;
  }

  @Override
  public ConfigValidation check(Config toCheck, Config actual) {
    return JoinConfigCompatChecker.fullMatch(KEYS, toCheck, actual);
  }
}
