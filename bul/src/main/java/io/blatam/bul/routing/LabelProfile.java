package io.blatam.bul.routing;

import java.util.List;

/**
 * What is known of a label besides examples.
 *
 * @param names what people call it; a text that has one most likely means it
 * @param signals words and phrases that speak for it
 */
public record LabelProfile(String label, List<String> names, List<String> signals) {

  public LabelProfile {
    names = List.copyOf(names);
    signals = List.copyOf(signals);
  }
}
