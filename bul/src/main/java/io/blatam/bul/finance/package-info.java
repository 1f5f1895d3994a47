/**
 * Calculators for business plans: loans, depreciation, projections, break-even and appraisal. Exact
 * decimal arithmetic, amounts rounded half up to a stated scale line by line, so that what is
 * printed adds up. Knows nothing of documents or languages.
 */
package io.blatam.bul.finance;
