package io.blatam.bul.template.sandbox;

import java.time.Duration;

/**
 * How far a template may go.
 *
 * @param characters of the template
 * @param output characters that it may write
 * @param steps turns of loops and looks at attributes
 * @param time for one rendering
 */
public record SandboxLimits(int characters, int output, long steps, Duration time) {}
