package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.wording.OwnText;
import java.util.List;
import java.util.Optional;

/** One thing that is to be different, understood as far as a program must. */
public sealed interface Edit {

  /** Another register; of the whole document where no section is named. */
  record Register(Tone tone, Optional<String> section) implements Edit {}

  /** Shorter, or as long as it was; of the whole document where no section is named. */
  record Length(boolean shorter, Optional<String> section) implements Edit {}

  /**
   * A section more.
   *
   * @param template the id of a section of the document's type that is missing; otherwise new
   * @param text what it says; where empty, its purpose, until a model writes it
   */
  record Add(
      Optional<String> template,
      String title,
      String purpose,
      Optional<OwnText> text,
      Optional<Place> place)
      implements Edit {}

  record Remove(String section) implements Edit {}

  record Move(String section, Place place) implements Edit {}

  record Rename(String section, String title) implements Edit {}

  /** A person's own text. */
  record Write(String section, String markdown) implements Edit {}

  /** The text that it had before a person wrote one. */
  record Unwrite(String section) implements Edit {}

  /** A model is to do it, in these sections; in each that is narrated where none is named. */
  record Wish(String wish, List<String> sections) implements Edit {}

  /**
   * Facts of the brief that have changed, as a merge patch (RFC 7396) of its JSON.
   *
   * @param said for the line about what changed
   */
  record Facts(ObjectNode patch, String said) implements Edit {}
}
