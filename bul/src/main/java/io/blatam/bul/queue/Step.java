package io.blatam.bul.queue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.blatam.export.api.ExportFormat;

/** A piece of work that a job wants done next. Equal steps are the same work. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.Plan.class, name = "plan"),
  @JsonSubTypes.Type(value = Step.Write.class, name = "write"),
  @JsonSubTypes.Type(value = Step.Assemble.class, name = "assemble"),
  @JsonSubTypes.Type(value = Step.Check.class, name = "check"),
  @JsonSubTypes.Type(value = Step.Render.class, name = "render"),
  @JsonSubTypes.Type(value = Step.Shelve.class, name = "shelve")
})
sealed interface Step {

  record Plan() implements Step {}

  record Write(int index) implements Step {}

  record Assemble() implements Step {}

  record Check() implements Step {}

  record Render(ExportFormat format) implements Step {}

  record Shelve() implements Step {}
}
