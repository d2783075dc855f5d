"""Reports, looked at in a browser: Debian's Chromium lays them out at the width of a phone and of a desk."""
import html.parser
import json
import os
import re
import subprocess
import unittest

import harness

CHROMIUM = "/usr/bin/chromium"
SAMPLES = os.path.join(harness.ROOT, "tests/data/samples/manifest.jsonl")
SHOTS = os.environ.get("ISNAD_SHOTS")
HOSTILE = [
    {"name": "articles/hostile", "languageCode": "ar", "outlet": "\"><img src=x onerror=alert(1)>", "uri": "javascript:alert(2)",
     "publishTime": "2025-01-02", "title": "</title><script>alert(3)</script>",
     "text": "قال <b onclick=\"alert(4)\">سامي</b> العطار إن \"5 < 6 && 7 > 6\" صحيح.\nhttps://example.org/" + "x" * 400},
    {"name": "articles/long", "languageCode": "en", "title": "W" * 300, "publishTime": "2025-01-02", "outlet": "O",
     "text": "Minister Tom Harrow said the bridge was closed.\n\u202eturned\u202c \ufeff"}]


class Tags(html.parser.HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


# Put beside a report: what the browser makes of it at a width.
MEASURE = """<!doctype html><body><script>
const frame = document.createElement('iframe');
frame.width = %d; frame.height = 900; frame.srcdoc = %s;
frame.onload = () => {
  const root = frame.contentDocument.documentElement;
  const wide = [...root.querySelectorAll('*')].filter(e => e.getBoundingClientRect().width > root.clientWidth + 1).map(e => e.tagName);
  const result = document.createElement('pre');
  result.textContent = JSON.stringify({scroll: root.scrollWidth, client: root.clientWidth, wide,
    scripts: frame.contentDocument.scripts.length, dir: getComputedStyle(root).direction, images: frame.contentDocument.images.length,
    title: frame.contentDocument.title, marks: frame.contentDocument.querySelectorAll('a.m').length});
  result.id = 'result'; document.body.append(result);
};
document.body.append(frame);
</script>"""


class ReportTest(harness.TestCase):
    @classmethod
    def setUpClass(cls):
        if not os.path.exists(CHROMIUM):
            raise AssertionError("Debian's chromium is not installed; run deploy/install-packages.sh")

    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, SAMPLES)
        self.ok("ingest", "--db", self.db, self.path("hostile.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in HOSTILE)))

    def report(self, *args, language="ar"):
        return self.ok("report", *args, "--db", self.db, "--language", language).stdout

    def chromium(self, *args):
        return subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                               f"--user-data-dir={self.folder}/profile", *args], capture_output=True, text=True, timeout=120,
                              env={**os.environ, "HOME": self.folder})

    def measured(self, page, width):
        """What the browser says of the page at that width."""
        without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        path = self.path("measure.html", MEASURE % (width, json.dumps(without_policy).replace("</", "<\\/")))
        dom = self.chromium("--virtual-time-budget=5000", "--dump-dom", "file://" + path).stdout
        found = re.search(r'<pre id="result">(.*?)</pre>', dom, re.S)
        self.assertIsNotNone(found, dom[:500])
        return json.loads(found.group(1).replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))

    def pages(self, language):
        yield "article", self.report("article", "articles/dam-1", language=language)
        yield "speaker", self.report("speaker", "الدلهمي", language=language)
        yield "event", self.report("event", "الصفصاف", language=language)

    def test_it_fits_a_phone_and_a_desk_in_both_languages(self):
        for language, direction in (("ar", "rtl"), ("en", "ltr")):
            for name, page in self.pages(language):
                for width in (390, 1280):
                    seen = self.measured(page, width)
                    self.assertLessEqual(seen["scroll"], seen["client"], (name, language, width, seen["wide"]))
                    self.assertEqual((seen["dir"], seen["scripts"], seen["images"]), (direction, 0, 0))
                if SHOTS:
                    path = self.path("shot.html", page)
                    os.makedirs(SHOTS, exist_ok=True)
                    self.chromium("--window-size=1280,1600", f"--screenshot={SHOTS}/{name}-{language}.png", "file://" + path)

    def test_nothing_is_fetched_and_nothing_runs(self):
        for _, page in self.pages("ar"):
            tags = Tags(page)
            self.assertEqual([tag for tag, _ in tags.tags if tag in ("script", "img", "link", "iframe", "object", "video")], [])
            policy, = [m["content"] for m in tags.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
            self.assertEqual(policy, "default-src 'none'; style-src 'unsafe-inline'")
            style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
            self.assertNotRegex(style, r"url\(|@import")
            self.assertEqual([a for _, attributes in tags.tags for a in attributes if a.startswith("on")], [])
            self.assertEqual((tags.all("html")[0]["lang"], tags.all("html")[0]["dir"]), ("ar", "rtl"))

    def test_every_mark_has_its_card_and_every_card_its_mark(self):
        page = self.report("article", "articles/dam-1")
        tags = Tags(page)
        ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
        self.assertEqual(len(set(ids)), len(ids))
        targets = {a["href"].removeprefix("#") for a in tags.all("a") if a.get("class", "").startswith("m")}
        self.assertLessEqual(targets, set(ids))
        quotes = harness.lines(self.ok("quotes", "--article", "articles/dam-1", "--db", self.db, "--output=json"))
        in_text = {f"q{n}" for n, q in enumerate(quotes, 1) if q["content"].get("part") != "PART_TITLE"}
        self.assertLessEqual(in_text, targets)
        words = re.sub(r"<[^>]+>", "", re.search(r"<main>(.*?)</main>", page, re.S).group(1))
        article = harness.lines(self.ok("analyze", "--output=json", SAMPLES))
        text = next(a["article"]["text"] for a in article if a["article"]["name"] == "articles/dam-1")
        self.assertEqual("".join(words.split())[len("النص"):], "".join(text.split()))  # nothing of the text is lost or doubled

    def test_what_goes_against_what_stands_side_by_side(self):
        relations = harness.lines(self.ok("relations", "--article", "articles/dam-1", "--db", self.db, "--output=json"))
        page = self.report("article", "articles/dam-1", language="en")
        self.assertGreaterEqual(len(relations), 1)
        self.assertEqual(page.count('<section class="pair'), len(relations))
        for relation in relations:
            for end in ("a", "b"):
                self.assertIn(relation[end]["evidence"]["text"], re.sub(r"</?mark>", "", page))
        self.assertIn("<mark>", page)

    def test_words_of_articles_stay_words(self):
        for name in ("articles/hostile", "articles/long"):
            page = self.report("article", name)
            for width in (390, 1280):
                seen = self.measured(page, width)
                self.assertLessEqual(seen["scroll"], seen["client"], name)
                self.assertEqual((seen["scripts"], seen["images"]), (0, 0))
            self.assertNotIn("javascript:", re.sub(r">[^<]*<", "><", page))
        self.assertEqual(self.measured(self.report("article", "articles/hostile"), 390)["title"], "</title><script>alert(3)</script>")

    def test_a_speaker_has_a_timeline_and_an_event_its_numbers(self):
        page = self.report("speaker", "الدلهمي")
        days = re.findall(r'<time><bdi dir="ltr">([\d-]+)</bdi></time>', page)
        self.assertGreaterEqual(len(days), 2)
        self.assertEqual(days, sorted(days))
        articles = [{"name": f"articles/toll{n}", "languageCode": "ar", "outlet": "بريد الضفة", "publishTime": f"2025-03-0{n}T10:00:00Z",
                     "text": f"قال الدفاع المدني إن عدد قتلى انهيار منجم الشرق بلغ {toll} قتيلا."} for n, toll in ((1, 4), (2, 9), (4, 15))]
        self.ok("ingest", "--db", self.db, self.path("toll.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in articles)))
        chart = re.search(r"<svg.*?</svg>", self.report("event", "منجم الشرق", language="en"), re.S).group(0)
        points = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', chart)]
        self.assertEqual(len(points), 3)
        self.assertEqual(points, sorted(points))          # time runs to the right
        self.assertGreater(points[0][1], points[2][1])    # and more is higher
        arabic = re.search(r"<svg.*?</svg>", self.report("event", "منجم الشرق"), re.S).group(0)
        self.assertEqual([float(x) for x in re.findall(r'<circle cx="([\d.]+)"', arabic)],
                         sorted((float(x) for x in re.findall(r'<circle cx="([\d.]+)"', arabic)), reverse=True))

    def test_it_prints(self):
        path = self.path("print.html", self.report("article", "articles/dam-1"))
        pdf = os.path.join(self.folder, "out.pdf")
        self.chromium(f"--print-to-pdf={pdf}", "file://" + path)
        with open(pdf, "rb") as file:
            self.assertTrue(file.read(8).startswith(b"%PDF-"))
        self.assertGreater(os.path.getsize(pdf), 5000)

    def test_its_colours_can_be_read(self):
        style = re.search(r"<style>(.*?)</style>", self.report("article", "articles/dam-1"), re.S).group(1)
        light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)[:2])

        def luminance(colour):
            parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
            r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
            return 0.2126 * r + 0.7152 * g + 0.0722 * b

        for colours in (light, dark):
            for ink, ground in (("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("ink", "quote-wash"),
                                ("against", "against-wash"), ("against", "card"), ("changed", "changed-wash"), ("changed", "card")):
                a, b = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
                self.assertGreaterEqual((a + 0.05) / (b + 0.05), 4.5, (ink, ground, colours[ink], colours[ground]))

    def test_it_is_written_whole_or_not_at_all(self):
        out = os.path.join(self.folder, "page.html")
        self.ok("report", "article", "articles/dam-1", "--db", self.db, "--out", out, "--language=ar")
        with open(out, encoding="utf-8") as file:
            self.assertEqual(file.read(), self.report("article", "articles/dam-1"))
        self.assertEqual(harness.run("report", "article", "articles/dam-1", "--db", self.db, "--out", "/nowhere/x.html").returncode, 2)
        self.assertEqual(harness.run("report", "article", "articles/none", "--db", self.db).returncode, 3)
        self.assertEqual(harness.run("report", "speaker", "لا أحد بهذا الاسم", "--db", self.db).returncode, 2)
        self.assertEqual(harness.run("report", "event", "كلمات لا توجد", "--db", self.db).returncode, 2)
        with harness.Server(self.db) as server:
            page = self.ok("report", "article", "articles/dam-1", "--server", server.address, "--language=ar").stdout
        self.assertEqual(page, self.report("article", "articles/dam-1"))


if __name__ == "__main__":
    unittest.main()
