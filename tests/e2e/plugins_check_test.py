"""isnad plugins check: what those who write a language pack are told."""
import os
import shutil
import unittest

import harness

PACKS = os.path.join(harness.ROOT, "plugins")


class PluginsCheckTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.pack = os.path.join(self.folder, "pack")
        shutil.copytree(os.path.join(PACKS, "arabic"), self.pack)

    def add(self, file, *lines):
        """Puts lines at the end of a file of the pack; where the first of them stands, FILE:LINE."""
        path = os.path.join(self.pack, file)
        with open(path, "rb+") as table:
            number = table.read().count(b"\n") + 1
            table.write("".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape"))
        return f"{path}:{number}"

    def said(self, text, *args):
        """What a pack beside the other plugins finds in an article."""
        plugins = os.path.join(self.folder, "plugins")
        shutil.rmtree(plugins, ignore_errors=True)
        shutil.copytree(os.path.join(os.path.dirname(os.path.dirname(harness.ISNAD)), "lib/isnad/plugins"), plugins)
        shutil.rmtree(os.path.join(plugins, "arabic"))
        shutil.copytree(self.pack, os.path.join(plugins, "arabic"))
        path = self.path("in.txt", text)
        return harness.lines(self.ok("analyze", "--plugins", plugins, "--output=json", path))[0]

    def test_a_good_pack_tells_what_it_holds(self):
        for folder in (os.path.join(PACKS, "arabic"), os.path.join(PACKS, "english"), self.pack):
            out = self.ok("plugins", "check", folder).stdout
            self.assertIn("works", out)
            self.assertIn("times/rules.tsv: ", out)
            self.assertIn("lexicon", out)
            self.assertNotIn("read by nothing", out)
        [plugin] = harness.lines(self.ok("plugins", "check", "--output=json", self.pack))
        self.assertEqual((plugin["name"], plugin["health"]), ("plugins/arabic", "PLUGIN_HEALTH_SERVING"))

    def test_every_fault_of_every_file_is_told(self):
        places = [
            self.add("lexicon/cues.tsv", "نبس  faEEala  نبس  cue.verb"),
            self.add("numbers/words.tsv", "[words]", "no"),
            self.add("numbers/units.tsv", "\udcff"),
            self.add("times/words.tsv", "[words]", "month  كانون  mont=1"),
            self.add("times/rules.tsv", "time  month(1-"),
            self.add("attribution/grammar.tsv", "subject  behind"),
            self.add("claims/words.tsv", "no-such-concept  -  -"),
            self.add("boilerplate.tsv", "beside  اقرأ"),
        ]
        process = harness.run("plugins", "check", self.pack)
        self.assertEqual((process.returncode, process.stdout), (2, ""))
        lines = process.stderr.splitlines()
        self.assertEqual(len(lines), len(places), process.stderr)
        for place, line in zip(places, lines):
            file = place.rpartition(":")[0]
            self.assertTrue(line.startswith("isnad: " + file + ":"), (place, line))
        self.assertTrue(lines[0].startswith(f"isnad: {places[0]}: unknown paradigm: faEEala"), lines[0])
        errors = [line["error"] for line in harness.lines(harness.run("plugins", "check", "--output=json", self.pack))]
        self.assertEqual([e["reason"] for e in errors], ["INVALID_PLUGIN"] * len(places))

    def test_the_recipes_of_the_readme(self):
        self.add("lexicon/cues.tsv", "تذرع  V  ذرع  cue.say  needs=that")
        self.add("lexicon/titles.tsv", "شاويش  person  -  title.person")
        self.add("times/words.tsv", "[words]", "month  هانيبال  month=8")
        self.add("numbers/words.tsv", "[words]", "scale  10000000  كرور")
        self.add("numbers/units.tsv", "[units]", "-  صاع, صيعان  صاعان, صاعين")
        self.add("boilerplate.tsv", "begin  تابعونا أيضا")
        self.ok("plugins", "check", self.pack)
        for verb in ("تذرع", "وتذرع", "يتذرع", "ويتذرع", "فتذرع"):
            [quote] = self.said(f"{verb} المحامي رامي الصايغ بأن العقد ناقص.")["quotes"]
            self.assertEqual((quote["speaker"]["displayName"], quote["cue"]["text"], quote["content"]["text"]),
                             ("رامي الصايغ", verb, "العقد ناقص"))
        for verb in ("تذرعت", "وتتذرع"):
            [quote] = self.said(f"{verb} المحامية ليلى الصايغ بأن العقد ناقص.")["quotes"]
            self.assertEqual(quote["speaker"]["displayName"], "ليلى الصايغ")
        quotes = self.said("قال المحامي رامي الصايغ إن القضية صعبة، متذرعا بأن العقد ناقص.")["quotes"]
        self.assertEqual([q["cue"]["text"] for q in quotes], ["قال", "متذرعا"])
        [quote] = self.said("قال الشاويش منذر العلي إن الطريق مفتوح.")["quotes"]
        self.assertEqual(quote["speaker"]["displayName"], "منذر العلي")
        [time] = self.said("وقع الاتفاق في 5 هانيبال 2008.")["times"]
        self.assertEqual(time["time"]["start"], "2008-08-05")
        self.assertEqual([q["value"] for q in self.said("خصصت البلدية خمسة كرور روبية للمشروع.")["quantities"]],
                         [50_000_000])
        units = self.said("باع المزارع ثلاثة صيعان، واشترى صاعين.")["quantities"]
        self.assertEqual([(q["value"], q["unit"]) for q in units], [(3, "صاع"), (2, "صاع")])
        self.assertNotIn("quotes", self.said("تابعونا أيضا: قال المحامي رامي الصايغ إن العقد ناقص."))

    def test_a_misspelt_file_is_pointed_out(self):
        os.rename(os.path.join(self.pack, "numbers/units.tsv"), os.path.join(self.pack, "numbers/unit.tsv"))
        self.assertIn("numbers/unit.tsv: read by nothing", self.ok("plugins", "check", self.pack).stdout)

    def test_a_folder_without_a_manifest(self):
        for folder in (self.folder, os.path.join(self.folder, "none")):
            process = harness.run("plugins", "check", folder)
            self.assertEqual(process.returncode, 2)
            self.assertIn(folder, process.stderr)

    def test_a_faulty_manifest(self):
        path = os.path.join(self.pack, "arabic.plugin.json")
        with open(path, "w") as manifest:
            manifest.write('{"name": "arabic"}')
        process = harness.run("plugins", "check", self.pack)
        self.assertEqual(process.returncode, 2)
        self.assertIn(path, process.stderr)

    def test_the_list_is_as_it_was(self):
        self.assertIn("plugins/arabic", self.ok("plugins").stdout)


if __name__ == "__main__":
    unittest.main()
