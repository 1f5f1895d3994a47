package io.blatam.bul.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;

/** One brief of a bulk as it was read. Rows count from 1, without the header. */
sealed interface ParsedRow {

  int row();

  record Valid(int row, DocumentRequest request) implements ParsedRow {}

  /**
   * @param field path of the field, which in CSV is the column; may be empty
   * @param message what to change
   */
  record Invalid(int row, String field, String message) implements ParsedRow {

    static Invalid of(int row, ProblemException refused) {
      Problem problem = refused.problem();
      return problem.errors().isEmpty()
          ? new Invalid(row, "", problem.detail())
          : new Invalid(row, problem.errors().get(0).field(), problem.errors().get(0).message());
    }

    /** For a person: the column and what to change there. */
    String reason() {
      return field.isEmpty() ? message : field + ": " + message;
    }
  }

  /** Less urgent than what somebody waits for in front of a screen, unless it says otherwise. */
  int PRIORITY = 4;

  /** Reads a row's object. */
  static ParsedRow read(int row, ObjectNode brief) {
    ObjectNode ask = brief.deepCopy();
    if (!ask.has("priority")) {
      ask.put("priority", PRIORITY);
    }
    try {
      return new Valid(row, DocumentRequest.read(ask));
    } catch (ProblemException refused) {
      return Invalid.of(row, refused);
    }
  }
}
