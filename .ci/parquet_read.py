"""Reads a backup's files by DuckDB and Arrow and compares them with its manifest and with the layout of bulk import."""

import hashlib
import json
import pathlib
import sys

import duckdb
import pyarrow
import pyarrow.parquet

created = json.loads(pathlib.Path(sys.argv[1]).read_text())["vectors"]
tree = pathlib.Path(sys.argv[2])
# The file store marks files by a sign of their own at the end of their names.
folder = tree / "backups" / "vectors" / created["id"]
manifest = json.loads((folder / "manifest.json=").read_text())
text, floats = pyarrow.string(), pyarrow.list_(pyarrow.float32())

rows = 0
for file in manifest["files"]:
    path = tree / (file["key"] + "=")
    assert path.parent.name == file["namespace"] and path.parent.parent.name == "import", path
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"], path
    schema = pyarrow.parquet.read_schema(path)
    assert schema.names == ["id", "values", "metadata"], schema
    assert schema.field("id").type == text and schema.field("metadata").type == text, schema
    values = schema.field("values").type
    assert pyarrow.types.is_list(values) and values.value_type == floats.value_type, schema
    table = pyarrow.parquet.read_table(path)
    assert {len(one) for one in table["values"]} == {manifest["source"]["dimensions"]}
    assert all(isinstance(json.loads(str(one)), dict) for one in table["metadata"])
    query = "SELECT count(*), count(DISTINCT id), min(id), max(id) FROM read_parquet(?)"
    found = duckdb.connect().execute(query, [str(path)]).fetchall()[0]
    assert found == (file["rows"], file["rows"], file["first"], file["last"]), (path, found)
    rows += file["rows"]

assert rows == manifest["counts"]["imported"] == created["vectors"] > 0
print(f"parquet: DuckDB and Arrow read {rows} rows of {len(manifest['files'])} files as the manifest says")
