package io.blatam.bul.production;

import io.blatam.bul.api.JobView.Overlap;
import java.util.List;

/** What the tenant's earlier documents already say of this one, most first. */
public record Review(List<Overlap> overlaps) {}
