package io.blatam.platform.http;

/**
 * Carries a {@link Problem} out of a route or a future; the server turns it into the response. It
 * has no stack trace: it is an answer, not a defect.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
