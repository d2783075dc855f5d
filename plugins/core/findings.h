// Findings: faults inside one article.
#pragma once

#include "plugins/core/reading.h"

namespace isnad::core {

// Appends to reading.findings, each kind in the order of the text:
//
// kind                   reason                    arguments
// WEEKDAY_MISMATCH       weekday_mismatch          the time as written; the day that the date is, ISO 8601
// DATE_CONFLICT          date_conflict             two times as written, alike but for the weekday
// UNBALANCED_QUOTATION   unbalanced_quotation      the first words of the quotation, as written
// UNATTRIBUTED_QUOTATION unattributed_quotation    the first words of the quotation, as written
// NUMBER_CONFLICT        number_conflict           the headline's number as written; the body's as written
//
// The first evidence is what the first argument quotes. Needs times, quantities and quotes. Linear.
void FindFaults(Reading& reading);

}  // namespace isnad::core
