"""The store in PostgreSQL: what it answers is what the SQLite file answers, by two servers at once, and after it was killed."""
import json
import os
import subprocess
import unittest

import harness
from postgres import Postgres

SAMPLES = os.path.join(harness.ROOT, "tests", "data", "samples")
LISTS = ("articles", "quotes", "claims", "relations", "entities")


class PostgresTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.postgres = Postgres()
        self.addCleanup(self.postgres.end)

    def test_answers_what_sqlite_answers(self):
        manifest = os.path.join(SAMPLES, "manifest.jsonl")
        told = [self.ok("ingest", option, place, "--output=json", manifest).stdout
                for option, place in (("--db", self.db), ("--store", self.postgres.address))]
        self.assertEqual(told[0], told[1])
        for command in LISTS:
            sqlite = self.ok(command, "--db", self.db, "--output=json").stdout
            self.assertEqual(sqlite, self.ok(command, "--store", self.postgres.address, "--output=json").stdout, command)
            self.assertTrue(sqlite)

    def test_a_corpus_moves_to_the_other_engine_and_back(self):
        self.ok("ingest", "--db", self.db, os.path.join(SAMPLES, "manifest.jsonl"))
        exported = self.ok("export", "--db", self.db).stdout
        back = self.path("back.db")
        for place in (self.postgres.address, back):
            self.ok("ingest", "--store", place, "-", stdin=exported)
            self.assertEqual(self.ok("export", "--store", place).stdout, exported)
        for command in LISTS:
            told = [sorted(self.ok(command, "--store", place, "--output=json").stdout.splitlines())
                    for place in (self.db, self.postgres.address, back)]
            self.assertTrue(told[0])
            self.assertEqual(told[0], told[1], command)
            self.assertEqual(told[0], told[2], command)

    def test_what_is_missing_is_told(self):
        empty = harness.run("quotes", "--store", self.postgres.address)
        self.assertEqual(empty.returncode, 3)
        self.assertIn("no store yet", empty.stderr)
        nowhere = harness.run("quotes", "--store", "postgres://isnad:secret@%2Fnowhere/x")
        self.assertEqual(nowhere.returncode, 3)
        self.assertIn("can't be reached", nowhere.stderr)
        self.assertNotIn("secret", nowhere.stderr)

    def test_a_killed_database_loses_nothing_and_the_server_goes_on(self):
        manifest = os.path.join(SAMPLES, "manifest.jsonl")
        with harness.Server(self.postgres.address) as server:
            first = self.ok("ingest", "--server", server.address, "--output=json", manifest)
            self.postgres.kill()
            lost = harness.run("articles", "--server", server.address)
            self.assertEqual(lost.returncode, 3)
            self.postgres.start()
            names = {line["name"] for line in harness.lines(first)}
            kept = harness.lines(self.ok("articles", "--server", server.address, "--output=json"))
            self.assertEqual({article["name"] for article in kept}, names)
            again = harness.lines(self.ok("ingest", "--server", server.address, "--output=json", manifest))
            self.assertEqual({line["state"] for line in again}, {"INGEST_STATE_UNCHANGED"})

    def test_two_servers_find_each_relation_once(self):
        manifest = os.path.join(SAMPLES, "manifest.jsonl")
        self.ok("ingest", "--db", self.db, manifest)
        with harness.Server(self.postgres.address) as one, harness.Server(self.postgres.address) as other:
            running = [subprocess.Popen([harness.ISNAD, "ingest", "--server", server.address, manifest],
                                        stdout=subprocess.DEVNULL) for server in (one, other)]
            self.assertEqual([process.wait(timeout=120) for process in running], [0, 0])
            found = harness.lines(self.ok("relations", "--server", other.address, "--output=json"))
        expected = harness.lines(self.ok("relations", "--db", self.db, "--output=json"))
        self.assertEqual(sorted(relation["name"] for relation in found),
                         sorted(relation["name"] for relation in expected))

    def test_a_watch_on_one_server_tells_what_another_one_finds(self):
        manifest = os.path.join(SAMPLES, "manifest.jsonl")
        with harness.Server(self.postgres.address) as one, harness.Server(self.postgres.address) as other:
            watch = subprocess.Popen([harness.ISNAD, "relations", "watch", "--all", "--limit", "3", "--output=json", "--server", one.address],
                                     stdout=subprocess.PIPE, text=True)
            self.ok("ingest", "--server", other.address, manifest)
            out, _ = watch.communicate(timeout=60)
            found = {relation["name"] for relation in harness.lines(self.ok("relations", "--server", one.address, "--output=json"))}
        told = [json.loads(line)["name"] for line in out.splitlines()]
        self.assertEqual((watch.returncode, len(told), set(told) - found), (0, 3, set()))


if __name__ == "__main__":
    unittest.main()
