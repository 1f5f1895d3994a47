package io.blatam.bul.revision;

import io.blatam.platform.http.Problem;

/** Asks that are understood by nobody here, or that change nothing: 422. */
final class RevisionProblems {

  private RevisionProblems() {}

  static RuntimeException cannot(String detail) {
    return Problem.of(422, "revision", "The change can not be made", detail).asException();
  }

  static RuntimeException notUnderstood(String detail) {
    return Problem.of(422, "change-not-understood", "The change is not understood here", detail)
        .asException();
  }
}
