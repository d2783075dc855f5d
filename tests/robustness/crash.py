"""Kills servers in the middle of ingestion, again and again, and holds what is left against what was acknowledged.

    ISNAD=build/release/bin/isnad python3 tests/robustness/crash.py --runs 1000
    ISNAD=build/release/bin/isnad python3 tests/robustness/crash.py --engine postgres --runs 200

A round is a store that is filled in several runs. In each run a server takes articles from a client until it is killed with
SIGKILL after a random answer (with PostgreSQL every other time the database is, with all its processes, and the server goes on).
After each kill:
  * every article that the client had been told is stored, is there;
  * an article that is there has exactly the quotes and claims that an undisturbed store has of it: none is half written, none twice;
  * a relation that is there, is in the undisturbed store too, and has both its ends;
  * SQLite's integrity_check and foreign_key_check find nothing.
A run that comes to its end ends the round; then articles, quotes, claims and relations are those of the undisturbed store.
Ends with 1 where anything differs, and keeps the store to look at. The seed is printed; --seed repeats the moments, as far as time does.
"""
import argparse
import collections
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import harness  # noqa: E402
from postgres import Postgres  # noqa: E402

LONGEST_PAUSE = 0.03  # seconds between an answer and what is killed after it: some commits
CITIES = ("السلمية", "رأس الوادي", "الزرقاء الجديدة", "تل الريحان", "عين البستان")
PEOPLE = ("سمير الدالي", "ليلى النجار", "فارس الكيلاني", "هند العمري")
OUTLETS = ("المنوال", "بوابة الضحى", "صحيفة المرفأ")


def articles(count):
    """Articles about a few events, with numbers that differ from one to the other."""
    choose = random.Random(7)
    for number in range(count):
        event = number // 6
        city, person = CITIES[event % len(CITIES)], PEOPLE[event % len(PEOPLE)]
        day = 1 + event % 27
        text = (f"قال المتحدث باسم هيئة الإنقاذ {person} يوم السبت إن عدد المصابين في انهيار جسر {city} بلغ {choose.randrange(3, 9) * 10} شخصا.\n\n"
                f"وأضاف {person}: \"أرسلنا {choose.randrange(2, 6)} فرق إلى {city}، ولن نغادر قبل أن ينتهي العمل رقم {number}\".\n\n"
                f"ونفى محافظ {city} أن يكون الجسر قد أغلق قبل الحادث.\n")
        yield {"name": f"articles/crash-{number:04}", "outlet": OUTLETS[number % len(OUTLETS)], "publishTime": f"2024-03-{day:02}",
               "title": f"انهيار جسر {city}", "text": text}


def by_article(objects):
    """The objects of each article, as they were printed."""
    sorted_in = collections.defaultdict(list)
    for item in objects:
        sorted_in[item["article"]].append(json.dumps(item, sort_keys=True))
    return {article: sorted(items) for article, items in sorted_in.items()}


def listed(server, command):
    done = harness.run(command, "--server", server.address, "--output=json")
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.stderr}")
    return harness.lines(done)


class Contents:
    """What a store holds, asked as a user would."""

    def __init__(self, store):
        with harness.Server(store) as server:
            self.articles = {item["name"]: item["revision"] for item in listed(server, "articles")}
            self.quotes = by_article(listed(server, "quotes"))
            self.claims = by_article(listed(server, "claims"))
            self.relations = {item["name"]: (item["a"]["claim"], item["b"]["claim"], item["verdict"]) for item in listed(server, "relations")}


def faults(left, whole, acknowledged):
    """What is wrong with what is left, in words."""
    for name in sorted(acknowledged - left.articles.keys()):
        yield f"lost: {name} was acknowledged"
    for name, revision in left.articles.items():
        if whole.articles.get(name) != revision:
            yield f"wrong: {name}"
        for kind in ("quotes", "claims"):
            if getattr(left, kind).get(name) != getattr(whole, kind).get(name):
                yield f"half written: {kind} of {name}"
    for name in sorted((left.quotes.keys() | left.claims.keys()) - left.articles.keys()):
        yield f"half deleted: {name}"
    for name, relation in left.relations.items():
        if whole.relations.get(name) != relation:
            yield f"wrong relation: {name}"
        for end in relation[:2]:
            if end.rsplit("/claims/", 1)[0] not in left.articles:
                yield f"relation without an end: {name}, {end}"


def damage(path):
    """What SQLite itself finds wrong with a file."""
    connection = sqlite3.connect(path)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        return [line for line in found if line != "ok"]
    finally:
        connection.close()


class SqliteRounds:
    """A file for each round."""

    def __init__(self, folder):
        self.folder = folder
        self.store = ""

    def begin(self, number):
        self.store = os.path.join(self.folder, f"round-{number}.db")

    def kill(self, server, _choose):
        server.process.send_signal(signal.SIGKILL)
        return "server"

    def revive(self):
        pass

    def damage(self):
        return damage(self.store) if os.path.exists(self.store) else []

    def end(self):
        pass


class PostgresRounds:
    """A database for each round."""

    def __init__(self, _folder):
        self.postgres = Postgres()
        self.store = ""
        self.dead = False

    def begin(self, number):
        self.store = self.postgres.database(f"round_{number}")

    def kill(self, server, choose):
        self.dead = choose.random() < 0.5
        if not self.dead:
            server.process.send_signal(signal.SIGKILL)
            return "server"
        self.postgres.kill()
        return "PostgreSQL"

    def revive(self):
        if self.dead:
            self.postgres.start()
        self.dead = False

    def damage(self):
        return []

    def end(self):
        self.postgres.end()


ENGINES = {"sqlite": SqliteRounds, "postgres": PostgresRounds}


def ingest(rounds, source, acknowledged, wait_for, choose):
    """One run, in which something is killed a moment after so many articles that were not in `acknowledged` were told to be stored (never,
    where it is None): the names that were told, and what was killed, None where it came to its end first."""
    killed, told = None, set()
    with harness.Server(rounds.store) as server:
        client = subprocess.Popen(["stdbuf", "-oL", harness.ISNAD, "ingest", "--server", server.address, "--output=json", source],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        with client.stdout:
            for line in client.stdout:
                told.add(json.loads(line).get("name"))
                if killed is None and wait_for is not None and len(told - acknowledged) >= wait_for:
                    time.sleep(choose.uniform(0, LONGEST_PAUSE))
                    killed = rounds.kill(server, choose)
        client.wait(timeout=60)
        if killed == "server":
            server.process.wait()
        rounds.revive()
    if client.returncode == 0:
        killed = None
    elif killed is None:
        raise AssertionError(f"the client ended with {client.returncode} though nothing was killed")
    return told - {None}, killed


def run(options, folder):
    choose = random.Random(options.seed)
    source = os.path.join(folder, "articles.jsonl")
    with open(source, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles(options.articles))
    undisturbed = os.path.join(folder, "undisturbed.db")
    if harness.run("ingest", "--db", undisturbed, source, timeout=600).returncode != 0:
        raise AssertionError("the undisturbed ingestion failed")
    whole = Contents(undisturbed)
    if not (len(whole.articles) == options.articles and whole.quotes and whole.claims and whole.relations):
        raise AssertionError("the articles do not give what is to be looked at")

    rounds = ENGINES[options.engine](folder)
    outcomes, wrong, acknowledged = collections.Counter(), [], set()
    try:
        whole_round = True
        for number in range(options.runs):
            if whole_round:
                rounds.begin(number)
                acknowledged = set()
            last = number == options.runs - 1
            wait_for = None if last else choose.randint(0, (options.articles - len(acknowledged)) // 2)
            told, killed = ingest(rounds, source, acknowledged, wait_for, choose)
            whole_round = killed is None
            acknowledged |= told
            left = Contents(rounds.store)
            found = list(faults(left, whole, acknowledged)) + rounds.damage()
            if whole_round and vars(left) != vars(whole):
                found.append("the whole is not what an undisturbed store holds")
            outcomes[f"killed: {killed}" if killed else "came to its end"] += 1
            outcomes["articles acknowledged"] += len(told)
            wrong += [f"run {number}: {fault}" for fault in found]
            if found:
                break
    finally:
        rounds.end()
    return outcomes, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="sqlite")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="isnad-crash-")
    print(f"seed {options.seed}", flush=True)
    outcomes, wrong = run(options, folder)
    for outcome, count in sorted(outcomes.items()):
        print(f"{outcome}: {count}")
    if wrong:
        print(f"WRONG, see {folder}:", *wrong[:20], sep="\n  ")
        return 1
    shutil.rmtree(folder)
    if not any(outcome.startswith("killed") for outcome in outcomes):
        print("nothing was killed before it came to its end, so nothing is shown; use more --runs or --articles")
        return 1
    print("lost 0, half written 0, wrong 0")
    return 0


if __name__ == "__main__":
    sys.exit(main())
