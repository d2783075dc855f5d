#include "server/intake/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace isnad::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string ReadSample(const std::string& name) {
  std::ifstream in("tests/data/intake/" + name);
  EXPECT_TRUE(in.good()) << name;
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

Page ReadPage(std::string_view html) {
  auto page = ReadHtml(html);
  EXPECT_TRUE(page.ok()) << page.status();
  return page.ok() ? *std::move(page) : Page();
}

std::string TextOf(const std::string& body) {
  return ReadPage("<html><body>" + body + "</body></html>").text;
}

TEST(HtmlTest, TakesTheArticleOutOfANewsPage) {
  const Page page = ReadPage(ReadSample("news_page.html"));
  EXPECT_EQ(page.text,
            "أعادت بلدية رأس النخل فتح طريق الساحل صباح اليوم الثلاثاء، بعد يومين من إغلاقه.\n"
            "وقال رئيس البلدية فارس القطامي: «الطريق آمن، والفرق باقية في الموقع».\n"
            "وأشار القطامي إلى أن كلفة الإصلاح بلغت ٤٢٠ ألف دينار،\n"
            "تتحملها الحكومة كاملة.\n"
            "لم يُصب أحد بأذى.\n"
            "يُفتح المسار الثاني يوم الخميس.\n");
  EXPECT_EQ(page.title, "إعادة فتح طريق الساحل بعد انهيار صخري");
  EXPECT_EQ(page.outlet, "مرسى نيوز");
  EXPECT_EQ(page.author, "ليان الصيرفي, مازن حتاملة");
  EXPECT_EQ(page.publish_time, "2025-03-11T09:30:00+03:00");
  EXPECT_EQ(page.language, "ar");
  EXPECT_EQ(page.uri, "https://marsa-news.example/2025/03/coast-road");
}

TEST(HtmlTest, ReadsATableInAFormFromBeforeHtml5) {
  const Page page = ReadPage(ReadSample("old_page.html"));
  EXPECT_EQ(
      page.text,
      "Pilots at the port of Ellersund went back to work on Monday evening after a stoppage of nine days.\n"
      "\"We have a written promise and we will hold them to it,\" said Greta Lindqvist, who speaks for the "
      "pilots.\n"
      "The port authority said 34 ships were waiting outside the breakwater, the oldest of them since the "
      "first "
      "day.\n");
  EXPECT_EQ(page.title, "Harbour pilots return to work");
  EXPECT_EQ(page.outlet, "The Quay Courier");
  EXPECT_EQ(page.author, "Desk");
  EXPECT_EQ(page.publish_time, "2024-11-04");
}

TEST(HtmlTest, TakesTheLinkedBodyWhereThePageHidesIt) {
  const Page page = ReadPage(ReadSample("linked_body.html"));
  EXPECT_EQ(page.text,
            "The paper mill at Dunmarrow reopened on Friday after a fire that kept it shut for seven weeks.\n"
            "Its manager, Owen Pryce, said every one of the 112 workers had been called back.\n"
            "The cause of the fire is still not known.\n");
  EXPECT_EQ(page.publish_time, "2025-02-14");
}

TEST(HtmlTest, PrefersTheMarkedBody) {
  const Page page = ReadPage(ReadSample("microdata.html"));
  EXPECT_EQ(
      page.text,
      "The island ferry will sail eight times a day instead of twelve from Saturday, the operator said.\n"
      "Councillors on the island called the cut \u201Ca slow goodbye\u201D and asked for a meeting this "
      "week.\n");
  EXPECT_EQ(page.title, "Ferry timetable cut by a third");
  EXPECT_EQ(page.author, "Nia Hale");
  EXPECT_EQ(page.publish_time, "2025-01-20T07:00:00Z");
  EXPECT_EQ(page.language, "en-GB");
}

TEST(HtmlTest, FindsTheDenseColumnWithoutAnyMarking) {
  const std::string text = TextOf(
      "<div><div><a href=a>One</a> <a href=b>Two</a></div>"
      "<div><p>The first paragraph of the only story on this page, which is long enough.</p>"
      "<p>The second paragraph goes on about the same matter at some length too.</p></div>"
      "<div>Short line.</div></div>");
  EXPECT_EQ(text,
            "The first paragraph of the only story on this page, which is long enough.\n"
            "The second paragraph goes on about the same matter at some length too.\n");
}

TEST(HtmlTest, SectionsBesideEachOtherAreOneArticle) {
  const std::string text = TextOf(
      "<div><section><p>The first section of the story says where and when it all began last "
      "week.</p></section>"
      "<section><p>The second section of the story says who was there and what they saw of "
      "it.</p></section></div>");
  EXPECT_THAT(text, HasSubstr("The first section"));
  EXPECT_THAT(text, HasSubstr("The second section"));
}

TEST(HtmlTest, FurnitureIsKnownByItsClassWords) {
  const std::string filler =
      "<p>The story itself, long enough to be taken for one by anybody who reads this page.</p>";
  for (const char* furniture :
       {"class='postShare'", "class='x related-posts'", "id=comments", "role=navigation",
        "class='author_box'", "hidden", "style='display: none'", "aria-hidden=true"}) {
    EXPECT_EQ(TextOf("<div>" + filler + filler + "<div " + furniture + "><p>Something else.</p></div></div>"),
              TextOf("<div>" + filler + filler + "</div>"))
        << furniture;
  }
  EXPECT_THAT(TextOf("<div>" + filler + filler + "<div class='shareholder-report'><p>Kept.</p></div></div>"),
              HasSubstr("Kept."));
}

TEST(HtmlTest, AnArticleInABoxCalledWidgetIsStillFound) {
  EXPECT_EQ(
      TextOf("<div class=widget><p>The town hall will stay closed until the roof is safe again.</p></div>"),
      "The town hall will stay closed until the roof is safe again.\n");
}

TEST(HtmlTest, KeepsWordsApartAndTogether) {
  EXPECT_EQ(
      TextOf("<p>one<b>two</b> three</p><p>four</p>five<br>six<table><tr><td>a</td><td>b</td></tr></table>"),
      "onetwo three\nfour\nfive\nsix\na\nb\n");
}

TEST(HtmlTest, UnknownCharsetDeclarationsAreIgnored) {
  const Page page =
      ReadPage("<html><head><meta charset='windows-1256'></head><body><p>نصٌّ عربي</p></body></html>");
  EXPECT_EQ(page.text, "نصٌّ عربي\n");
}

TEST(HtmlTest, EntitiesAreRead) {
  EXPECT_EQ(TextOf("<p>&#1602;&#x627;&#1604; &amp; &lt;b&gt;</p>"), "قال & <b>\n");
}

TEST(HtmlTest, EntitiesInJsonLdAreReadAsThePageMeantThem) {
  const Page page = ReadPage(
      "<html><head><script type='application/ld+json'>"
      R"({"@type":"Article","headline":"&#8220;Never again&#8221;, says Orr &amp; Co","publisher":{"name":"A & B"}})"
      "</script></head><body><p>Words of the article.</p></body></html>");
  EXPECT_EQ(page.title, "\u201CNever again\u201D, says Orr & Co");
  EXPECT_EQ(page.outlet, "A & B");
}

TEST(HtmlTest, RefusesAPageWithoutAnArticle) {
  for (const char* html :
       {"", "   ", "<html></html>", "<html><body><nav>A</nav><a href=x>B</a></body></html>", "<", "<!-- -->",
        "<script>x</script>"}) {
    const auto page = ReadHtml(html);
    ASSERT_FALSE(page.ok()) << html;
    EXPECT_EQ(page.status().code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST(HtmlTest, HostileNestingEndsWell) {
  std::string deep = "<html><body><p>Before the depths there was a sentence.</p>";
  for (int i = 0; i < 200000; ++i) deep += "<div>";
  const auto page = ReadHtml(deep + "<p>down</p>");
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->text, HasSubstr("Before the depths"));

  std::string inline_deep = "<p>";
  for (int i = 0; i < 200000; ++i) inline_deep += "<b>";
  ReadHtml(inline_deep + "x").status().IgnoreError();
}

TEST(HtmlTest, ATagWithAHundredThousandAttributesLosesThem) {
  std::string page = "<html><body><p id=first ";
  for (int i = 0; i < 100000; ++i)
    page.append("a").append(std::to_string(i)).append(i % 2 == 0 ? "=1 " : "='>'");
  EXPECT_EQ(ReadPage(page + ">The words behind it.</p></body></html>").text, "The words behind it.\n");
}

TEST(HtmlTest, SignsInAttributesAndScriptsAreNoTags) {
  EXPECT_EQ(
      TextOf("<p title='a > b'>One.</p><script>if (a <b) x = \"'\";</script><p data-x=\"<i>\">Two.</p>"),
      "One.\nTwo.\n");
  EXPECT_EQ(TextOf("<p>When a < b and 3 <4 hold.</p>"), "When a < b and 3 <4 hold.\n");
}

TEST(HtmlTest, FetchesAndExpandsNothing) {
  const auto page = ReadHtml(
      "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY l \"lol\">]>"
      "<html><body><p>The words &x; stay as they are &l; in a page.</p></body></html>");
  ASSERT_TRUE(page.ok());
  EXPECT_THAT(page->text, HasSubstr("The words &x; stay as they are &l; in a page."));
}

TEST(HtmlTest, LinksAreKeptWithTheWordsThatHoldThem) {
  const std::string filler(150, 'x');
  const Page page = ReadPage(
      "<html><head><link rel=canonical "
      "href='https://a.example/news/1.html'></head><body><article><h1>Title</h1>"
      "<p>The mayor said <a href='https://b.example/x?y=1&amp;z=2'> that  <b>it rains</b> </a> now.</p>"
      "<p><a href='/all'>All of it</a></p><p>See <a href='2.html'>two</a>, <a href='#top'>top</a>, "
      "<a href='mailto:m@a.example'>mail</a>, <a>none</a>, <a href='javascript:alert(1)'>run</a>, "
      "<a href='//c.example/'>three</a>. " +
      filler + "</p></article></body></html>");
  std::vector<std::pair<std::string, std::string>> links;
  for (const Link& link : page.links) {
    links.emplace_back(page.text.substr(link.begin, link.end - link.begin), link.uri);
  }
  EXPECT_THAT(links,
              ElementsAre(Pair("that it rains", "https://b.example/x?y=1&z=2"),
                          Pair("two", "https://a.example/news/2.html"), Pair("three", "https://c.example/")));
}

TEST(HtmlTest, ManyLinksAndLongOnesAreLeftOut) {
  std::string page = "<html><body><article><p>";
  for (size_t i = 0; i < kMaxLinks + 5; ++i) page += "word word word <a href='https://a.example/'>here</a> ";
  EXPECT_EQ(ReadPage(page).links.size(), kMaxLinks);
  const std::string words(200, 'x');
  const std::string address = "https://a.example/" + std::string(kMaxLinkBytes, 'y');
  EXPECT_THAT(ReadPage("<html><body><p>" + words + " <a href='" + address + "'>here</a></p>").links,
              IsEmpty());
}

TEST(HtmlTest, NulsAreDroppedAndNotTheRest) {
  const std::string html = std::string("<p>before") + '\0' + " and after</p>";
  EXPECT_EQ(ReadPage(html).text, "before and after\n");
}

}  // namespace
}  // namespace isnad::intake
