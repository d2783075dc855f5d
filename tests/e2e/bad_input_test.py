"""Bad input: one clear line that names what is wrong, the promised exit status, and everything stored as it was."""
import gzip
import json
import os
import shutil
import sqlite3
import unittest

import harness

GOOD = json.dumps({"name": "articles/good", "text": "قال الوزير سامر البيطار إن المشروع اكتمل.",
                   "publishTime": "2024-03-05", "languageCode": "ar"}, ensure_ascii=False)


class BadArticles(harness.TestCase):
    def refused(self, contents, *words, name="in.jsonl"):
        """Ingesting `contents` refuses it in one line with these words, ends with 2, and goes on with the rest."""
        path = self.path(name, contents)
        good = self.path("zz-good.jsonl", GOOD)
        process = harness.run("ingest", "--db", self.db, path, good)
        self.assertEqual(process.returncode, 2, process.stderr)
        errors = [line for line in process.stderr.splitlines() if line.startswith("isnad: ")]
        self.assertEqual(len(errors), 1, process.stderr)
        for word in (name, *words):
            self.assertIn(word, errors[0])
        stored = harness.lines(self.ok("articles", "--db", self.db, "--output=json"))
        self.assertEqual([a["name"] for a in stored], ["articles/good"])

    def test_bytes_that_are_no_utf8(self):
        self.refused(b'{"text": "ab\xff\xfe"}', ":1", "UTF-8")

    def test_an_empty_file(self):
        self.refused(b"", "empty", name="in.txt")

    def test_an_empty_text(self):
        self.refused('{"text": ""}', ":1", "text")

    def test_a_huge_file(self):
        path = self.path("in.txt", b"")
        os.truncate(path, 100 << 20)
        process = harness.run("ingest", "--db", self.db, path)
        self.assertEqual(process.returncode, 2)
        self.assertIn("16 MiB", process.stderr)

    def test_a_binary_file(self):
        self.refused(bytes(range(256)) * 8, "binary", name="in.txt")

    def test_a_broken_line(self):
        self.refused('{"text": "x"', ":1", "JSON")

    def test_a_missing_text(self):
        self.refused('{"title": "x"}', ":1", "text", "file")

    def test_a_field_of_another_type(self):
        self.refused('{"text": 7}', ":1", "text")

    def test_a_date_that_does_not_exist(self):
        self.refused('{"text": "x y z", "publishTime": "2023-02-30"}', ":1", "publish_time")

    def test_a_name_that_is_none(self):
        self.refused('{"text": "x y z", "name": "x"}', ":1", "name", "articles/")

    def test_a_file_beside_that_is_not_there(self):
        self.refused('{"file": "nowhere.txt"}', ":1", "nowhere.txt")

    def test_a_cut_gzip(self):
        self.refused(gzip.compress(GOOD.encode())[:60], "in.jsonl.gz", name="in.jsonl.gz")

    def test_an_unknown_field_is_warned_about_once(self):
        path = self.path("in.jsonl", "\n".join('{"text": "a b c %d", "colour": "red"}' % i for i in range(3)))
        process = harness.run("ingest", "--db", self.db, path)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(process.stderr.count("colour"), 1)

    def test_json_output_has_the_error_in_its_place(self):
        path = self.path("in.jsonl", GOOD + "\n{\n" + GOOD.replace("good", "better"))
        process = harness.run("ingest", "--db", self.db, "--output=json", path)
        self.assertEqual(process.returncode, 2)
        first, second, third = harness.lines(process)
        self.assertEqual(first, {"name": "articles/good", "state": "INGEST_STATE_CREATED"})
        self.assertEqual(second["input"], path + ":2")
        self.assertEqual(second["error"]["code"], "INVALID_ARGUMENT")
        self.assertEqual(third["name"], "articles/better")


class BadUsage(harness.TestCase):
    def fails(self, status, *words, args):
        process = harness.run(*args)
        self.assertEqual(process.returncode, status, process.stdout + process.stderr)
        for word in words:
            self.assertIn(word, process.stderr)

    def test_usage(self):
        self.fails(2, "--colour", args=["quotes", "--colour"])
        self.fails(2, "no command", args=[])
        self.fails(2, "nonsense", args=["nonsense"])
        self.fails(2, "--limit", args=["quotes", "--limit", "-3"])
        self.fails(2, "verify", args=["verify"])
        self.fails(2, "to: ", args=["quotes", "--db", self.made(), "--to", "2023-13-01"])

    def made(self):
        self.ok("ingest", "--db", self.db, self.path("good.jsonl", GOOD))
        return self.db

    def test_a_missing_store_is_no_empty_one(self):
        for command in (["quotes"], ["claims"], ["relations"], ["articles"], ["entities"], ["verify", "quote", "x"],
                        ["check", self.path("a.txt", "قال الوزير إن المشروع اكتمل.")]):
            process = harness.run(*command, "--db", self.path("nowhere.db"))
            self.assertEqual(process.returncode, 3, command)
            self.assertIn("nowhere.db", process.stderr)
            self.assertFalse(os.path.exists(self.path("nowhere.db")))

    def test_a_server_that_is_not_there(self):
        self.fails(3, "127.0.0.1:1", "isnad serve", args=["quotes", "--server", "127.0.0.1:1", "--timeout", "2"])

    def test_a_missing_alias_file(self):
        self.fails(3, "nowhere.txt", args=["analyze", "--aliases", self.path("nowhere.txt"), self.path("a.txt", "x")])

    def test_a_bad_alias_file_names_its_line(self):
        aliases = self.path("aliases.txt", "# fine\nهذا سطر بلا علامة\n")
        self.fails(2, "aliases.txt:2", args=["analyze", "--aliases", aliases, self.path("a.txt", "x")])


class BadStores(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, self.path("good.jsonl", GOOD))

    def fails(self, *words, status=3, args=("quotes",)):
        process = harness.run(*args, "--db", self.db)
        self.assertEqual(process.returncode, status, process.stdout + process.stderr)
        self.assertEqual(len(process.stderr.strip().splitlines()), 1, process.stderr)
        for word in ("corpus.db", *words):
            self.assertIn(word, process.stderr)

    def test_a_file_that_is_no_database(self):
        with open(self.db, "wb") as file:
            file.write(b"this is no database, whatever it is called. " * 100)
        for leftover in ("-wal", "-shm"):
            if os.path.exists(self.db + leftover):
                os.unlink(self.db + leftover)
        self.fails()

    def test_somebody_elses_database(self):
        os.makedirs(self.path("other"))
        self.db = self.path("other/corpus.db")
        with sqlite3.connect(self.db) as database:
            database.execute("CREATE TABLE recipe (name TEXT)")
        self.fails()
        self.fails(args=("ingest", self.path("good.jsonl", GOOD)))

    def test_a_newer_store(self):
        with sqlite3.connect(self.db) as database:
            database.execute("PRAGMA user_version = 99")
        self.fails("newer")

    def test_a_locked_store(self):
        database = sqlite3.connect(self.db, isolation_level=None)
        database.execute("BEGIN EXCLUSIVE")
        try:
            process = harness.run("ingest", "--db", self.db, self.path("more.jsonl", GOOD.replace("good", "more")))
        finally:
            database.execute("ROLLBACK")
            database.close()
        self.assertEqual(process.returncode, 3, process.stderr)
        self.assertIn("lock", process.stderr)

    def test_a_damaged_store(self):
        size = os.path.getsize(self.db)
        with open(self.db, "r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (size - 4096))
        self.fails("damaged")


class BadPlugins(harness.TestCase):
    def plugins(self):
        beside = os.path.join(os.path.dirname(os.path.dirname(harness.ISNAD)), "lib", "isnad", "plugins")
        copy = self.path("plugins")
        shutil.copytree(beside, copy, symlinks=False)
        return copy

    def listed(self, plugins):
        process = self.ok("plugins", "--plugins", plugins, "--output=json", "--log-level", "off")
        return {p["name"]: p for p in harness.lines(process)}

    def manifest(self, plugins, change):
        path = os.path.join(plugins, "arabic", "arabic.plugin.json")
        with open(path, encoding="utf8") as file:
            manifest = json.load(file)
        change(manifest)
        with open(path, "w", encoding="utf8") as file:
            json.dump(manifest, file)

    def refused(self, plugins, *words):
        """Arabic is refused with these words; English goes on."""
        listed = self.listed(plugins)
        self.assertEqual(listed["plugins/arabic"]["health"], "PLUGIN_HEALTH_FAILED")
        for word in words:
            self.assertIn(word, listed["plugins/arabic"]["message"])
        self.assertEqual(listed["plugins/english"]["health"], "PLUGIN_HEALTH_SERVING")

    def test_no_folder(self):
        process = harness.run("analyze", "--plugins", self.path("nowhere"), self.path("a.txt", "x"))
        self.assertEqual(process.returncode, 3)
        self.assertIn("nowhere", process.stderr)

    def test_a_missing_library(self):
        plugins = self.plugins()
        self.manifest(plugins, lambda m: m.update(library="nowhere.so"))
        self.refused(plugins, "nowhere.so")

    def test_a_damaged_library(self):
        plugins = self.plugins()
        with open(os.path.join(plugins, "arabic", "damaged.so"), "wb") as file:
            file.write(b"\x7fELF" + b"\0" * 1000)
        self.manifest(plugins, lambda m: m.update(library="damaged.so"))
        self.refused(plugins, "damaged.so")

    def test_another_abi(self):
        plugins = self.plugins()
        self.manifest(plugins, lambda m: m.update(abi="7.0"))
        self.refused(plugins, "7.0", "1.0")

    def test_an_unknown_key(self):
        plugins = self.plugins()
        self.manifest(plugins, lambda m: m.update(colour="red"))
        self.refused(plugins, "colour")

    def test_a_bad_rule_names_its_line(self):
        plugins = self.plugins()
        path = os.path.join(plugins, "arabic", "clitics.tsv")
        with open(path, "a", encoding="utf8") as file:
            file.write("\nnonsense\n")
        self.refused(plugins, "clitics.tsv:")

    def test_check_does_not_pass_where_nothing_reads_the_language(self):
        self.ok("ingest", "--db", self.db, self.path("good.jsonl", GOOD))
        article = self.path("new.jsonl", GOOD.replace("good", "new"))
        self.assertEqual(harness.run("check", "--db", self.db, article).returncode, 0)
        plugins = self.plugins()
        self.manifest(plugins, lambda m: m.update(library="nowhere.so"))
        process = harness.run("check", "--db", self.db, "--plugins", plugins, "--log-level", "off", article)
        self.assertEqual(process.returncode, 3)
        self.assertIn("nothing was checked", process.stderr)


if __name__ == "__main__":
    unittest.main()
