package io.blatam.bul.routing;

/** A text and the label it belongs to. */
public record LabelledText(String label, String text) {}
