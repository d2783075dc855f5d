// Dates: whether the day that is given for a quote is the day on which it was said.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "isnad/v1/quote.pb.h"
#include "server/verify/speaker.h"

namespace isnad::verify {

// A quote whose article doesn't tell its day was said on the day of publication or at most this many days
// before.
inline constexpr int kNewsDays = 2;

// OK for an ISO 8601 year, month or day that exists and for nothing at all; else INVALID_ARGUMENT.
absl::Status ValidateDate(std::string_view date);

// Whether the coarser of the given date and the quote's time holds the other. Where the article tells no
// time, whether the date meets the days in which it was news. Unknown without a date, or where nothing is
// known of the quote's.
Agreement CompareDates(std::string_view date, const v1::Quote& quote);

}  // namespace isnad::verify
