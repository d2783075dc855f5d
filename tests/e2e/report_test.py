"""Reports, looked at in a browser: Debian's Chromium lays them out at the width of a phone and of a desk."""
import html.parser
import json
import os
import re
import subprocess
import unittest

import harness

BROWSER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "browser.mjs")
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


class ReportTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, SAMPLES)
        self.ok("ingest", "--db", self.db, self.path("hostile.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in HOSTILE)))

    def report(self, *args, language="ar"):
        return self.ok("report", *args, "--db", self.db, "--language", language).stdout

    def look(self, *wanted):
        """What the browser sees of pages: each is (page, width) with whatever else browser.mjs is to do."""
        given = [{"path": self.path(f"page{n}.html", page), "width": width, "height": 900, **(more[0] if more else {})}
                 for n, (page, width, *more) in enumerate(wanted)]
        done = subprocess.run(["node", BROWSER], input=json.dumps(given), capture_output=True, text=True, timeout=240,
                              env={**os.environ, "HOME": self.folder})
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def pages(self, language):
        yield "article", self.report("article", "articles/dam-1", language=language)
        yield "speaker", self.report("speaker", "الدلهمي", language=language)
        yield "event", self.report("event", "الصفصاف", language=language)

    def test_it_fits_a_phone_and_a_desk_in_both_languages(self):
        if SHOTS:
            os.makedirs(SHOTS, exist_ok=True)
        for language, direction in (("ar", "rtl"), ("en", "ltr")):
            pages = [(name, page, width) for name, page in self.pages(language) for width in (390, 1280)]
            shots = [{"screenshot": f"{SHOTS}/{name}-{language}-{width}.png"} if SHOTS else {} for name, _, width in pages]
            for (name, _, width), seen in zip(pages, self.look(*((page, width, shot) for (_, page, width), shot in zip(pages, shots)))):
                at = (name, language, width)
                self.assertLessEqual(seen["scroll"], seen["client"], (at, seen["wide"]))
                self.assertEqual((seen["dir"], seen["scripts"], seen["images"]), (direction, 0, 0), at)
                self.assertEqual((seen["asked"], seen["said"]), ([], []), at)
                self.assertEqual(seen.get("pressed"), True if name == "article" else None, at)

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
        pages = {name: self.report("article", name) for name in ("articles/hostile", "articles/long")}
        seen = self.look(*((page, width) for page in pages.values() for width in (390, 1280)))
        for each in seen:
            self.assertLessEqual(each["scroll"], each["client"], each["wide"])
            self.assertEqual((each["scripts"], each["images"], each["asked"], each["said"]), (0, 0, [], []))
        self.assertEqual(seen[0]["title"], "</title><script>alert(3)</script>")
        for page in pages.values():
            self.assertNotIn("javascript:", re.sub(r">[^<]*<", "><", page))

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
        pdf = os.path.join(self.folder, "out.pdf")
        self.look((self.report("article", "articles/dam-1"), 1280, {"pdf": pdf}))
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
