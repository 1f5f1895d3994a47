package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LongMapPropertiesTest {

  /** Keys that share their low bits, so that runs of them collide; every third step removes. */
  @Property(tries = 500)
  void behavesAsAHashMap(@ForAll @Size(max = 400) List<@LongRange(min = 0, max = 120) Long> keys) {
    LongMap<String> map = new LongMap<>();
    Map<Long, String> model = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      long key = (keys.get(i) / 3) << 6 | keys.get(i) % 3;
      seen.add(key);
      if (i % 3 == 2) {
        assertThat(map.remove(key)).isEqualTo(model.remove(key));
      } else {
        map.put(key, "value " + i);
        model.put(key, "value " + i);
      }
    }
    assertThat(map.size()).isEqualTo(model.size());
    for (long key : seen) {
      assertThat(map.get(key)).isEqualTo(model.get(key));
    }
    Set<String> all = new HashSet<>();
    map.forEach(all::add);
    assertThat(all).isEqualTo(new HashSet<>(model.values()));
  }
}
