"""Relations as they are found: a watch that is ended, and a server that is killed, lose and repeat nothing."""
import json
import os
import signal
import subprocess
import time
import unittest

import harness


def pair(number):
    """Two articles that contradict each other."""
    town = ["السنديان", "المرجانة", "الزيتونة", "الخروب", "البيلسان", "العرعر", "السرو", "اللوز"][number % 8]
    factory = ["النسيج", "السكر", "الورق", "الزجاج", "الأدوية", "الإسمنت", "الصابون", "الأحذية"][number % 8]
    def article(side, dead):
        return {"name": f"articles/{number}{'ab'[side == 'ب']}", "languageCode": "ar", "outlet": f"صحيفة {side}",
                "publishTime": f"2024-03-{number + 1:02}T10:00:00Z",
                "text": f"قال مصدر في {town} إن {dead} عاملا قتلوا في انهيار مصنع {factory} في {town}.\n"
                        f"ويقع مصنع {factory} على طريق {town}."}
    return [article("أ", 14), article("ب", 19)]


class WatchTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.resume = os.path.join(self.folder, "resume")
        self.watching = []
        self.addCleanup(self.end_watches)
        self.ingest(0)

    def end_watches(self):
        for process in self.watching:
            if process.poll() is None:
                process.kill()
            process.communicate()

    def ingest(self, *numbers):
        articles = [article for number in numbers for article in pair(number)]
        path = self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in articles))
        self.ok("ingest", "--db", self.db, path)

    def watch(self, *args):
        """A watch whose output is a file, so that nobody waits for anybody."""
        path = os.path.join(self.folder, f"watch{len(self.watching)}")
        with open(path, "w", encoding="utf-8") as out:
            process = subprocess.Popen([harness.ISNAD, "relations", "watch", "--output=json", *args], stdout=out,
                                       stderr=subprocess.PIPE, text=True)
        self.watching.append(process)
        return process, lambda: [json.loads(line)["name"] for line in open(path, encoding="utf-8") if line.endswith("\n")]

    def wait(self, condition, what):
        end = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), end, "waited too long for " + what)
            time.sleep(0.05)

    def place(self):
        with open(self.resume, encoding="utf-8") as file:
            return file.read()

    def settled(self):
        """Whether the place stays as it is for a while."""
        place = self.place()
        time.sleep(0.5)
        return self.place() == place

    def stored(self):
        return [r["name"] for r in harness.lines(self.ok("relations", "--db", self.db, "--output=json"))]

    def test_what_is_found_comes_once_across_breaks_of_both_sides(self):
        seen = []
        for part in range(3):
            with harness.Server(self.db) as server:
                process, names = self.watch("--all", "--resume", self.resume, "--server", server.address)
                self.wait(lambda: os.path.exists(self.resume), "the first answer")
                before = self.place()
                self.ingest(2 * part + 1)
                self.wait(lambda: len(seen) + len(names()) == len(self.stored()), "what was found")
                if part == 1:
                    server.process.kill()
                    self.assertEqual(process.wait(60), 3)
                else:
                    self.wait(lambda: self.place() != before and self.settled(), "the place of what was found")
                    process.send_signal(signal.SIGKILL)
                    process.wait(60)
                seen += names()
                server.process.kill() if server.process.poll() is None else None
            self.ingest(2 * part + 2)  # while nobody watches
        process, names = self.watch("--all", "--resume", self.resume, "--db", self.db)
        self.wait(lambda: len(seen) + len(names()) >= len(self.stored()), "the rest")
        process.kill()
        process.wait(60)
        self.assertEqual(seen + names(), self.stored())
        self.assertGreaterEqual(len(set(self.stored())), 7)

    def test_a_server_killed_while_it_ingests_loses_and_repeats_nothing(self):
        seen = []
        for part in range(3):
            with harness.Server(self.db) as server:
                process, names = self.watch("--all", "--resume", self.resume, "--server", server.address)
                self.wait(lambda: os.path.exists(self.resume), "the first answer")
                articles = [{**article, "name": f"{article['name']}.{part}.{copy}"} for number in range(8) for copy in range(3)
                            for article in pair(number)]
                path = self.path(f"in{part}.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in articles))
                ingest = subprocess.Popen([harness.ISNAD, "ingest", "--server", server.address, path],
                                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                self.watching.append(ingest)
                before = len(names())
                self.wait(lambda: len(names()) > before, "something of the batch")
                server.process.kill()  # with some of the batch stored, some on its way
                ingest.wait(60)
                self.assertEqual(process.wait(60), 3)
                seen += names()
            self.assertEqual(len(set(seen)), len(seen))
        process, names = self.watch("--all", "--resume", self.resume, "--db", self.db)
        self.wait(lambda: len(seen) + len(names()) >= len(self.stored()), "the rest")
        process.kill()
        process.wait(60)
        self.assertEqual(seen + names(), self.stored())

    def test_who_reads_slowly_gets_all_and_holds_nobody_up(self):
        with harness.Server(self.db) as server:
            reading, writing = os.pipe()
            process = subprocess.Popen([harness.ISNAD, "relations", "watch", "--all", "--output=json", "--server",
                                        server.address], stdout=writing, stderr=subprocess.PIPE, text=True)
            os.close(writing)
            self.watching.append(process)
            self.ingest(*range(1, 8))  # nobody reads yet
            with os.fdopen(reading, encoding="utf-8") as lines:
                found = [json.loads(next(lines))["name"] for _ in self.stored()]
            self.assertEqual(found, self.stored())

    def test_begins_with_what_is_found_from_now_on_and_ends_at_its_limit(self):
        process, names = self.watch("--limit", "2", "--db", self.db, "--resume", self.resume)
        self.wait(lambda: os.path.exists(self.resume), "the first answer")
        before = self.stored()
        self.ingest(1, 2)
        self.assertEqual(process.wait(60), 0)
        self.assertEqual(names(), self.stored()[len(before):][:2])
        # --resume goes on right behind what was printed
        process, names = self.watch("--limit", "1", "--db", self.db, "--resume", self.resume, "--all")
        self.ingest(3)
        self.assertEqual(process.wait(60), 0)
        self.assertEqual(names(), self.stored()[len(before):][2:3])

    def test_only_what_was_asked_for(self):
        process, names = self.watch("--all", "--outlet", "صحيفة أ", "--verdict", "contradiction", "--text", "الورق",
                                    "--limit", "1", "--db", self.db)
        self.ingest(1, 2)
        self.assertEqual(process.wait(60), 0)
        found = harness.lines(self.ok("relations", "--db", self.db, "--output=json", "--text", "الورق"))
        self.assertEqual(names(), [r["name"] for r in found][:1])

    def test_ends_with_the_server_at_once(self):
        with harness.Server(self.db) as server:
            process, _ = self.watch("--resume", self.resume, "--server", server.address)
            self.wait(lambda: os.path.exists(self.resume), "the first answer")
            begin = time.monotonic()
            self.assertEqual(server.end()[0], 0)
            self.assertLess(time.monotonic() - begin, 20)  # and not after the grace period of 30 seconds
            self.assertEqual(process.wait(60), 3)
            self.assertIn("resume", process.stderr.read())

    def test_a_token_of_other_conditions_is_refused(self):
        process, _ = self.watch("--resume", self.resume, "--db", self.db)
        self.wait(lambda: os.path.exists(self.resume), "the first answer")
        process.kill()
        process.wait(60)
        refused = harness.run("relations", "watch", "--resume", self.resume, "--outlet", "أخرى", "--db", self.db)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("page_token", refused.stderr)


if __name__ == "__main__":
    unittest.main()
