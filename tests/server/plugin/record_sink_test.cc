#include "server/plugin/record_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace isnad::plugin {
namespace {

using testing::HasSubstr;

isnad_attribute Int(uint32_t key, int64_t value) {
  isnad_attribute attribute = {key, ISNAD_TYPE_INT, {}};
  attribute.value.integer = value;
  return attribute;
}

isnad_attribute Real(uint32_t key, double value) {
  isnad_attribute attribute = {key, ISNAD_TYPE_REAL, {}};
  attribute.value.real = value;
  return attribute;
}

isnad_attribute Text(uint32_t key, std::string_view value) {
  isnad_attribute attribute = {key, ISNAD_TYPE_STR, {}};
  attribute.value.str = {value.data(), value.size()};
  return attribute;
}

isnad_attribute Place(uint32_t key, isnad_span value) {
  isnad_attribute attribute = {key, ISNAD_TYPE_SPAN, {}};
  attribute.value.span = value;
  return attribute;
}

struct Draft {
  uint32_t id = 0;
  uint32_t kind = ISNAD_RECORD_BOILERPLATE;
  isnad_span span = {};
  std::vector<isnad_attribute> attributes = {};
  std::vector<isnad_ref> refs = {};
};

// A sink for a short article in Arabic, whose letters have two bytes each.
class RecordSinkTest : public testing::Test {
 protected:
  RecordSinkTest() {
    article_.set_text("قال عمر");
    article_.set_title("خبر");
    input_ = std::make_unique<ArticleInput>(article_);
    Begin();
  }

  void Begin() {
    sink_.reset();
    sink_ = std::make_unique<RecordSink>(*store_, *input_, limits_, cancelled_, 0);
  }

  isnad_code Emit(const Draft& draft) {
    const isnad_record record = {
        sizeof(isnad_record),    draft.id,          draft.kind,       draft.span, draft.attributes.data(),
        draft.attributes.size(), draft.refs.data(), draft.refs.size()};
    return sink_->abi().emit(sink_->abi().context, &record);
  }

  // What Finish() says once `draft` was emitted as the first record, behind a mention (1) and a time (2).
  std::string FaultOf(Draft draft) {
    Begin();
    EXPECT_EQ(Emit(Mention(1)), ISNAD_OK);
    EXPECT_EQ(Emit({.id = 2,
                    .kind = ISNAD_RECORD_TIME,
                    .attributes = {Int(ISNAD_KEY_GRAIN, ISNAD_GRAIN_DAY), Text(ISNAD_KEY_START, "2024-05-01"),
                                   Text(ISNAD_KEY_END, "2024-05-01")}}),
              ISNAD_OK);
    if (draft.id == 0) draft.id = 3;
    Emit(draft);
    const absl::Status status = sink_->Finish(ISNAD_OK);
    const bool good = status.ok();
    const std::string message(status.message());
    sink_.reset();
    EXPECT_EQ(store_->records().size(), good ? 3u : 0u) << message;
    store_ = std::make_unique<RecordStore>();
    return message;
  }

  static Draft Mention(uint32_t id) {
    return {.id = id,
            .kind = ISNAD_RECORD_MENTION,
            .span = {0, 7, 13},
            .attributes = {Text(ISNAD_KEY_DISPLAY_NAME, "عمر")}};
  }

  static Draft Quote(std::vector<isnad_ref> refs) {
    return {.kind = ISNAD_RECORD_QUOTE,
            .attributes = {Int(ISNAD_KEY_QUOTE_KIND, ISNAD_QUOTE_DIRECT), Place(ISNAD_KEY_CUE, {0, 0, 6})},
            .refs = std::move(refs)};
  }

  v1::Article article_;
  Limits limits_;
  std::function<bool()> cancelled_;
  std::unique_ptr<ArticleInput> input_;
  std::unique_ptr<RecordStore> store_ = std::make_unique<RecordStore>();
  std::unique_ptr<RecordSink> sink_;
};

TEST_F(RecordSinkTest, TakesAGoodRecord) {
  EXPECT_EQ(FaultOf({.span = {ISNAD_PART_TITLE, 0, 6}}), "");
  EXPECT_EQ(FaultOf({.span = {0, 13, 13}}), "");
  EXPECT_EQ(FaultOf(Quote(
                {{ISNAD_ROLE_SPEAKER, 1}, {ISNAD_ROLE_VIA, 1}, {ISNAD_ROLE_VIA, 1}, {ISNAD_ROLE_TIME, 2}})),
            "");
}

TEST_F(RecordSinkTest, EverySpanIsInAPartAndOnCodePoints) {
  EXPECT_THAT(FaultOf({.span = {0, 0, 14}}),
              HasSubstr("record 3 (boilerplate): its span 0..14 of part 0 ends behind"));
  EXPECT_THAT(FaultOf({.span = {0, 6, 0}}), HasSubstr("ends before it begins"));
  EXPECT_THAT(FaultOf({.span = {2, 0, 0}}), HasSubstr("part 2"));
  EXPECT_THAT(FaultOf({.span = {0, 1, 4}}), HasSubstr("cuts a code point"));
  EXPECT_THAT(FaultOf({.span = {0, 0, 3}}), HasSubstr("cuts a code point"));
  EXPECT_THAT(FaultOf({.span = {ISNAD_PART_TITLE, 0, 7}}), HasSubstr("ends behind"));
  EXPECT_THAT(FaultOf({.kind = ISNAD_RECORD_QUOTE, .attributes = {Place(ISNAD_KEY_CUE, {0, 0, 5})}}),
              HasSubstr("attribute CUE cuts a code point"));
}

TEST_F(RecordSinkTest, IdsAreNewAndAboveThoseOfEarlierStages) {
  EXPECT_THAT(FaultOf({.id = 1}), HasSubstr("given before"));
  ASSERT_EQ(FaultOf({.id = UINT32_MAX}), "");
  Begin();
  ASSERT_EQ(Emit(Mention(1)), ISNAD_OK);
  ASSERT_TRUE(sink_->Finish(ISNAD_OK).ok());
  Begin();
  EXPECT_EQ(sink_->Input().first_id, 2u);
  EXPECT_EQ(sink_->Input().n_records, 1u);
  EXPECT_EQ(Emit(Mention(1)), ISNAD_INVALID_ARGUMENT);
  EXPECT_THAT(std::string(sink_->Finish(ISNAD_OK).message()), HasSubstr("below 2"));
}

TEST_F(RecordSinkTest, IdsAreCountedFromOneWhateverThePluginCallsThem) {
  ASSERT_EQ(Emit(Mention(900)), ISNAD_OK);
  ASSERT_EQ(Emit(Mention(2)), ISNAD_OK);
  ASSERT_EQ(Emit(Mention(1)), ISNAD_OK);
  Draft quote = Quote({{ISNAD_ROLE_SPEAKER, 900}, {ISNAD_ROLE_VIA, 2}, {ISNAD_ROLE_VIA, 1}});
  quote.id = 5;
  ASSERT_EQ(Emit(quote), ISNAD_OK);
  EXPECT_EQ(Emit(Mention(900)), ISNAD_INVALID_ARGUMENT);
  const isnad_record& kept = store_->record(4);
  EXPECT_EQ(kept.refs[0].id, 1u);
  EXPECT_EQ(kept.refs[1].id, 2u);
  EXPECT_EQ(kept.refs[2].id, 3u);
}

TEST_F(RecordSinkTest, RefsFitTheirRoleAndWereEmitted) {
  EXPECT_THAT(FaultOf(Quote({{ISNAD_ROLE_SPEAKER, 9}})),
              HasSubstr("ref SPEAKER names record 9, which was not emitted"));
  EXPECT_THAT(FaultOf(Quote({{ISNAD_ROLE_SPEAKER, 3}})), HasSubstr("not emitted"));
  EXPECT_THAT(FaultOf(Quote({{ISNAD_ROLE_SPEAKER, 0}})), HasSubstr("not emitted"));
  EXPECT_THAT(FaultOf(Quote({{ISNAD_ROLE_SPEAKER, 2}})), HasSubstr("names record 2, a time"));
  EXPECT_THAT(FaultOf(Quote({{ISNAD_ROLE_HOLDER, 1}})), HasSubstr("HOLDER does not belong"));
  EXPECT_THAT(FaultOf(Quote({{77, 1}})), HasSubstr("ref number 77"));
  EXPECT_THAT(FaultOf(Quote({{ISNAD_ROLE_SPEAKER, 1}, {ISNAD_ROLE_SPEAKER, 1}})), HasSubstr("given twice"));
}

TEST_F(RecordSinkTest, AttributesHaveTheirTypeAndRange) {
  const auto fault = [this](uint32_t kind, std::vector<isnad_attribute> attributes) {
    return FaultOf({.kind = kind, .attributes = std::move(attributes)});
  };
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {Real(ISNAD_KEY_MARK_KIND, 1)}),
              HasSubstr("is a real number where it must be"));
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {Int(ISNAD_KEY_MARK_KIND, 7)}),
              HasSubstr("MARK_KIND is 7, not one of 1..6"));
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {Int(ISNAD_KEY_MARK_KIND, 0)}), HasSubstr("not one of"));
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {Int(99, 1)}), HasSubstr("is no key"));
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {Int(0, 1)}), HasSubstr("is no key"));
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {}), HasSubstr("MARK_KIND is missing"));
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {Int(ISNAD_KEY_MARK_KIND, 1), Int(ISNAD_KEY_MARK_KIND, 1)}),
              HasSubstr("twice"));
  EXPECT_THAT(fault(ISNAD_RECORD_MARK, {Int(ISNAD_KEY_MARK_KIND, 1), Int(ISNAD_KEY_HEAD, 1)}),
              HasSubstr("HEAD does not belong"));
  EXPECT_THAT(fault(ISNAD_RECORD_MENTION, {Text(ISNAD_KEY_DISPLAY_NAME, "\xd9")}), HasSubstr("is not UTF-8"));
  EXPECT_THAT(fault(ISNAD_RECORD_QUANTITY, {Text(ISNAD_KEY_UNIT, "x")}),
              HasSubstr("VALUE, MIN and MAX are all missing"));
  EXPECT_THAT(fault(ISNAD_RECORD_QUANTITY, {Real(ISNAD_KEY_VALUE, std::numeric_limits<double>::infinity())}),
              HasSubstr("not a finite number"));
  EXPECT_THAT(FaultOf({.kind = 10}), HasSubstr("10 is no kind of record"));
  EXPECT_THAT(FaultOf({.kind = 0}), HasSubstr("0 is no kind of record"));
}

TEST_F(RecordSinkTest, TimesAreIso8601AndInOrder) {
  const auto fault = [this](std::string_view start, std::string_view end) {
    return FaultOf(
        {.kind = ISNAD_RECORD_TIME,
         .attributes = {Int(ISNAD_KEY_GRAIN, 1), Text(ISNAD_KEY_START, start), Text(ISNAD_KEY_END, end)}});
  };
  EXPECT_EQ(fault("2024-02-01", "2024-02-29"), "");
  EXPECT_THAT(fault("2024-02-30", "2024-03-01"), HasSubstr("START is not an ISO 8601 time"));
  EXPECT_THAT(fault("2024-02-01", "soon"), HasSubstr("END is not an ISO 8601 time"));
  EXPECT_THAT(fault("2024-02-02", "2024-02-01"), HasSubstr("END 2024-02-01 is before START 2024-02-02"));
}

TEST_F(RecordSinkTest, RecordsAndBytesAreBounded) {
  limits_.max_records = 2;
  Begin();
  EXPECT_EQ(Emit(Mention(1)), ISNAD_OK);
  EXPECT_EQ(Emit(Mention(2)), ISNAD_OK);
  EXPECT_EQ(Emit(Mention(3)), ISNAD_RESOURCE_EXHAUSTED);
  EXPECT_EQ(Emit(Mention(4)), ISNAD_RESOURCE_EXHAUSTED);
  EXPECT_EQ(sink_->Finish(ISNAD_OK).message(), "emitted more than 2 records");
  limits_ = {.max_records = 1000, .max_bytes = 10000};
  Begin();
  const std::string name(9000, 'x');
  Draft draft = Mention(1);
  draft.attributes = {Text(ISNAD_KEY_DISPLAY_NAME, name)};
  EXPECT_EQ(Emit(draft), ISNAD_OK);
  EXPECT_EQ(Emit({.id = 2,
                  .kind = ISNAD_RECORD_QUOTE,
                  .attributes = {Int(ISNAD_KEY_QUOTE_KIND, 1), Place(ISNAD_KEY_CUE, {})},
                  .refs = {{ISNAD_ROLE_SPEAKER, 1}}}),
            ISNAD_RESOURCE_EXHAUSTED)
      << "the analysis would repeat the speaker's name";
  EXPECT_EQ(sink_->Finish(ISNAD_OK).message(), "emitted more than 10000 bytes of records");
}

TEST_F(RecordSinkTest, SizesThatCannotBeAreNotFollowed) {
  const isnad_attribute attribute = Text(ISNAD_KEY_DISPLAY_NAME, "x");
  const isnad_record huge = {
      sizeof(isnad_record), 1, ISNAD_RECORD_MENTION, {}, &attribute, UINT64_MAX / 8, nullptr, 0};
  EXPECT_EQ(sink_->abi().emit(sink_->abi().context, &huge), ISNAD_INVALID_ARGUMENT);
  Begin();
  const isnad_record small = {8, 1, ISNAD_RECORD_MENTION, {}, &attribute, 1, nullptr, 0};
  EXPECT_EQ(sink_->abi().emit(sink_->abi().context, &small), ISNAD_INVALID_ARGUMENT);
  EXPECT_THAT(std::string(sink_->Finish(ISNAD_OK).message()), HasSubstr("a record of 8 bytes"));
}

TEST_F(RecordSinkTest, APluginThatFailsLosesWhatItEmitted) {
  ASSERT_EQ(Emit(Mention(1)), ISNAD_OK);
  sink_->abi().error(sink_->abi().context, {"no\nway", 6});
  EXPECT_EQ(sink_->Finish(ISNAD_INTERNAL).message(), "no way");
  sink_.reset();
  EXPECT_TRUE(store_->records().empty());
}

TEST_F(RecordSinkTest, CancelledWinsOverWhateverThePluginSays) {
  bool gone = false;
  cancelled_ = [&] { return gone; };
  Begin();
  EXPECT_EQ(sink_->abi().cancelled(sink_->abi().context), 0);
  gone = true;
  EXPECT_EQ(sink_->abi().cancelled(sink_->abi().context), 1);
  EXPECT_EQ(Emit(Mention(1)), ISNAD_CANCELLED);
  EXPECT_TRUE(absl::IsCancelled(sink_->Finish(ISNAD_OK)));
}

TEST(OneLine, IsShortUtf8WithoutControls) {
  EXPECT_EQ(OneLine("a\r\nb\x1b[0m"), "a  b [0m");
  EXPECT_EQ(OneLine("a\xff\xd9"), "a??");
  std::string arabic = "x";
  while (arabic.size() < 2000) arabic += "ع";
  EXPECT_EQ(OneLine(arabic), arabic.substr(0, 1023));
}

}  // namespace
}  // namespace isnad::plugin
