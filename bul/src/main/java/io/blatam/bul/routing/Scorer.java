package io.blatam.bul.routing;

/**
 * One way to say how much a text speaks for each label. Scores of different scorers have no common
 * scale; {@link Fusion} finds it. Immutable.
 */
interface Scorer {

  /** One score a label, in the order of the labels: {@code double[labels]}. */
  double[] score(Query query);

  /**
   * The scores of the training texts as if each had not been among them: {@code
   * double[examples][labels]}.
   */
  double[][] leaveOneOut();
}
