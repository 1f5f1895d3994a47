package io.blatam.kvcache.analytics;

import java.util.Comparator;

/** A tenant's namespace: what figures are kept for. */
public record GroupName(String tenant, String namespace) implements Comparable<GroupName> {

  private static final Comparator<GroupName> ORDER =
      Comparator.comparing(GroupName::tenant).thenComparing(GroupName::namespace);

  /** Everything beyond the first groups. No tenant can have this name: it is blank. */
  public static final GroupName OTHERS = new GroupName("", "");

  @Override
  public int compareTo(GroupName other) {
    return ORDER.compare(this, other);
  }

  public boolean others() {
    return tenant.isEmpty();
  }
}
