package io.blatam.bul.wording;

import io.blatam.bul.brief.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What has been asked of a document's words so far, over all its revisions.
 *
 * @param all the manner of every section that has none of its own
 * @param sections manners by section id
 * @param own texts by section id
 * @param wishes what a model was asked for, by section id, oldest first
 */
public record Wording(
    Manner all,
    Map<String, Manner> sections,
    Map<String, OwnText> own,
    Map<String, List<String>> wishes) {

  /** As the templates have it. */
  public static final Wording USUAL = new Wording(Manner.USUAL, Map.of(), Map.of(), Map.of());

  /** As a first brief asks for it; a neutral tone is that of the templates. */
  public static Wording in(Optional<Tone> tone) {
    return tone.filter(asked -> asked != Tone.NEUTRAL)
        .map(asked -> USUAL.everywhere(manner -> manner.in(asked)))
        .orElse(USUAL);
  }

  public Wording {
    sections = Map.copyOf(sections);
    own = Map.copyOf(own);
    wishes = Map.copyOf(wishes);
  }

  public Manner manner(String section) {
    return sections.getOrDefault(section, all);
  }

  public Optional<OwnText> ownText(String section) {
    return Optional.ofNullable(own.get(section));
  }

  public List<String> wishes(String section) {
    return wishes.getOrDefault(section, List.of());
  }

  /** Every section in this manner's register or length, those with a manner of their own too. */
  public Wording everywhere(UnaryOperator<Manner> change) {
    Map<String, Manner> changed = new LinkedHashMap<>();
    sections.forEach((section, manner) -> changed.put(section, change.apply(manner)));
    return new Wording(change.apply(all), changed, own, wishes);
  }

  public Wording with(String section, Manner manner) {
    return new Wording(all, put(sections, section, manner), own, wishes);
  }

  public Wording with(String section, OwnText text) {
    return new Wording(all, sections, put(own, section, text), wishes);
  }

  public Wording wishing(String section, String wish) {
    List<String> all = new ArrayList<>(wishes(section));
    all.add(wish);
    return new Wording(this.all, sections, own, put(wishes, section, List.copyOf(all)));
  }

  /** Without anything about a section. */
  public Wording without(String section) {
    return new Wording(
        all, remove(sections, section), remove(own, section), remove(wishes, section));
  }

  /** The same where no person's text has replaced that of a template. */
  public Wording withoutTextsOf(Predicate<String> templated) {
    Map<String, OwnText> left = new LinkedHashMap<>(own);
    left.entrySet().removeIf(e -> e.getValue().byPerson() && templated.test(e.getKey()));
    return new Wording(all, sections, left, wishes);
  }

  private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
    Map<String, T> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  private static <T> Map<String, T> remove(Map<String, T> map, String key) {
    Map<String, T> changed = new LinkedHashMap<>(map);
    changed.remove(key);
    return changed;
  }
}
