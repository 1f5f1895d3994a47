package io.blatam.kvcache.settings;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.JoinConfigCompatChecker;
import akka.cluster.Valid$;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Settings that decide where a key lives and when a write counts. A node that has others would look
 * for keys where nobody else does, and read what was overwritten elsewhere: it is not let in. What
 * else single namespaces say differently is told in the log of both nodes. Akka makes one by the
 * name in {@code reference.conf}.
 */
public final class SameOnEveryNode extends JoinConfigCompatChecker {

  private static final Logger LOG = LoggerFactory.getLogger(SameOnEveryNode.class);

  private static final List<String> KEYS =
      List.of(
          "blatam.kvcache.segments",
          "blatam.kvcache.write",
          "blatam.kvcache.store",
          "blatam.kvcache.copies.enabled",
          "blatam.kvcache.copies.lease");

  @Override
  public Seq<String> requiredKeys() {
    List<String> keys = new ArrayList<>(KEYS);
    keys.add(NamespacesOfAll.KEY);
    return CollectionConverters.asScala(keys).toSeq();
  }

  @Override
  public ConfigValidation check(Config toCheck, Config actual) {
    ConfigValidation same = JoinConfigCompatChecker.fullMatch(seq(KEYS), toCheck, actual);
    ConfigValidation told =
        JoinConfigCompatChecker.exists(seq(List.of(NamespacesOfAll.KEY)), toCheck);
    if (same instanceof Invalid) {
      return same;
    }
    return told instanceof Invalid ? told : namespaces(toCheck, actual);
  }

  private static ConfigValidation namespaces(Config toCheck, Config actual) {
    NamespacesOfAll.Differences differences =
        NamespacesOfAll.between(actual, toCheck.getString(NamespacesOfAll.KEY));
    differences.warned().forEach(LOG::warn);
    if (differences.refused().isEmpty()) {
      return Valid$.MODULE$;
    }
    return new Invalid(seq(differences.refused()));
  }

  private static Seq<String> seq(List<String> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
